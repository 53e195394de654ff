import type { ScanTone } from '@baton/contract'
import { Check, Hand, type LucideIcon, Repeat2, X } from 'lucide-react'

interface ToneLook {
  readonly panel: string
  readonly icon: LucideIcon
}

/** Told apart by colour and by sign, at arm's length. */
export const TONE_LOOKS = {
  ok: { panel: 'bg-emerald-700 text-white', icon: Check },
  repeat: { panel: 'bg-amber-300 text-black', icon: Repeat2 },
  refused: { panel: 'bg-red-700 text-white', icon: X },
  stop: { panel: 'bg-red-700 text-white', icon: Hand },
} as const satisfies Record<ScanTone, ToneLook>

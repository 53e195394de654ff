import type { ScanTone } from '@baton/contract'
import { Check, Hand, Repeat2, X } from './first-icons.ts'
import type { FloorIcon } from './icon.tsx'

interface ToneLook {
  readonly panel: string
  readonly icon: FloorIcon
}

/** Told apart by colour and by sign, at arm's length. */
export const TONE_LOOKS = {
  ok: { panel: 'bg-emerald-700 text-white', icon: Check },
  repeat: { panel: 'bg-amber-300 text-black', icon: Repeat2 },
  refused: { panel: 'bg-red-700 text-white', icon: X },
  stop: { panel: 'bg-red-700 text-white', icon: Hand },
} as const satisfies Record<ScanTone, ToneLook>

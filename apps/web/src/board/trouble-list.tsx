'use client'

import { PRINTER_TROUBLE_LABELS } from '@baton/contract'
import { BatteryWarning, ClockAlert, CloudUpload, type LucideIcon, Printer, ShieldAlert } from 'lucide-react'
import Link from 'next/link'
import { useLabel, useWords } from '#words/locale.tsx'
import type { Trouble } from './troubles.ts'
import { boardWords } from './words.ts'

const ICONS = {
  unsent: CloudUpload,
  quarantined: ShieldAlert,
  printer: Printer,
  clock: ClockAlert,
  battery: BatteryWarning,
} as const satisfies Record<Trouble['what'], LucideIcon>

/** Each thing that needs a hand, in a sentence; a tap leads to its room. */
export function TroubleList({ troubles }: { troubles: readonly Trouble[] }) {
  const t = useWords(boardWords)
  const label = useLabel()
  return (
    <ul className="divide-y divide-line">
      {troubles.map((one) => {
        const Icon = ICONS[one.what]
        return (
          <li key={`${one.id} ${one.what}`}>
            <Link
              href={one.what === 'printer' ? '/admin/printers/' : '/admin/devices/'}
              className="flex items-center gap-3 px-4 py-2.5 hover:bg-hover active:bg-hover"
            >
              <Icon aria-hidden className="size-5 shrink-0 text-danger-text" />
              <span className="min-w-0">
                <span className="block font-medium">
                  {one.name} <span className="font-normal text-13 text-ink-3">{one.warehouseName}</span>
                </span>
                <span className="block text-13 text-ink-2">
                  {one.what === 'printer' ? label(PRINTER_TROUBLE_LABELS[one.trouble]) : t[one.what](one.amount)}
                </span>
              </span>
            </Link>
          </li>
        )
      })}
    </ul>
  )
}

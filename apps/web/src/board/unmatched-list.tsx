'use client'

import { SCAN_KIND_LABELS, type UnmatchedScan } from '@baton/contract'
import { InstantAndAgo } from '#time/instant.tsx'
import { Button } from '#ui/button.tsx'
import { useSayFailure } from '#ui/say-failure.ts'
import { useLabel, useWords } from '#words/locale.tsx'
import { useDismissScan } from './use-board.ts'
import { boardWords } from './words.ts'

/** Scans whose waybill nobody has named, and one tap for those that nobody will. */
export function UnmatchedList({ scans }: { scans: readonly UnmatchedScan[] }) {
  const t = useWords(boardWords)
  const label = useLabel()
  const dismiss = useDismissScan()
  const onError = useSayFailure()
  return (
    <ul className="divide-y divide-line">
      {scans.map((scan) => (
        <li key={scan.id} className="flex items-center justify-between gap-3 px-4 py-2.5">
          <div className="min-w-0">
            <p className="break-all font-medium font-mono text-sm">{scan.waybill}</p>
            <p className="text-13 text-ink-3">
              {label(SCAN_KIND_LABELS[scan.kind])} · {scan.operatorName ?? scan.deviceName} ·{' '}
              <InstantAndAgo at={scan.occurredAt} />
            </p>
          </div>
          <Button
            size="small"
            aria-label={t.dismissOf(scan.waybill)}
            busy={dismiss.isPending}
            onClick={() => dismiss.mutate({ id: scan.id }, { onError })}
          >
            {t.dismiss}
          </Button>
        </li>
      ))}
    </ul>
  )
}

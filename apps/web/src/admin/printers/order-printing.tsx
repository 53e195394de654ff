'use client'

import { PRINT_KIND_LABELS, type PrintInput } from '@baton/contract'
import { Printer } from 'lucide-react'
import Link from 'next/link'
import { eraseWords } from '#admin/order-actions/erase-words.ts'
import { useMay } from '#data/session.ts'
import { Instant } from '#time/instant.tsx'
import { Button } from '#ui/button.tsx'
import { Section } from '#ui/card.tsx'
import { useSayFailure } from '#ui/say-failure.ts'
import { useToast } from '#ui/toast.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { JobOutcome } from './printer-standing.tsx'
import { usePrinting, usePrintJobs } from './use-printers.ts'
import { printerWords } from './words.ts'

const SHOWN = 4

/** Prints an order's label and packing slip, and shows what became of it. */
export function OrderPrinting({ orderId, isErased }: { orderId: string; isErased: boolean }) {
  const t = useWords(printerWords)
  const { noPrint } = useWords(eraseWords)
  const label = useLabel()
  const say = useToast()
  const sayFailure = useSayFailure()
  const { print } = usePrinting()
  const jobs = usePrintJobs({ orderId }).data ?? []
  if (!useMay('scans.write')) return null
  const send = (kind: PrintInput['kind']) =>
    print.mutate(
      { orderId, kind },
      {
        onSuccess: () => say('good', t.sent),
        onError: sayFailure,
      },
    )
  return (
    <Section title={t.printing} id="printing">
      {isErased ? (
        <p className="px-4 py-3 text-13 text-ink-3">{noPrint}</p>
      ) : (
        <div className="flex flex-wrap items-center gap-2 px-4 py-3">
          <Button size="small" busy={print.isPending} onClick={() => send('label')}>
            <Printer />
            {t.label}
          </Button>
          <Button size="small" busy={print.isPending} onClick={() => send('packing_slip')}>
            <Printer />
            {t.slip}
          </Button>
          <Link
            href={`/admin/orders/print/?id=${orderId}`}
            className="press-target inline-flex items-center px-1 text-13 text-ink-2 underline underline-offset-2"
          >
            {t.browser}
          </Link>
        </div>
      )}
      {jobs.length > 0 && (
        <ul className="divide-y divide-line border-line border-t px-4">
          {jobs.slice(0, SHOWN).map((job) => (
            <li key={job.id} className="flex flex-wrap items-start justify-between gap-2 py-2.5 text-13">
              <span>
                {label(PRINT_KIND_LABELS[job.kind])} <Instant at={job.createdAt} className="text-ink-3" />
                <span className="block text-ink-3 text-xs">
                  {job.printerName} · {job.createdBy}
                </span>
              </span>
              <JobOutcome job={job} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

import {
  PRINT_FAILURE_LABELS,
  PRINT_STATE_LABELS,
  PRINTER_TROUBLE_LABELS,
  type PrinterView,
  type PrintJobView,
} from '@baton/contract'
import { Instant } from '#time/instant.tsx'
import { Badge, type Tone } from '#ui/badge.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { printerWords } from './words.ts'

/** How a printer is, and since when. */
export function PrinterStanding({ printer }: { printer: PrinterView }) {
  const t = useWords(printerWords)
  const label = useLabel()
  if (!printer.enabled) return <Badge>{t.off}</Badge>
  const { trouble, since } = printer
  return (
    <div className="grid justify-items-start gap-1">
      <Badge
        tone={trouble === null ? 'green' : trouble === 'agent_away' ? 'amber' : 'red'}
        dot
        className="h-auto whitespace-normal py-0.5"
      >
        {trouble === null ? t.ready : label(PRINTER_TROUBLE_LABELS[trouble])}
      </Badge>
      <span className="text-ink-3 text-xs">
        {since === null ? (
          t.never
        ) : (
          <>
            {t.since} <Instant at={since} />
          </>
        )}
      </span>
    </div>
  )
}

const STATE_TONE = {
  queued: 'blue',
  taken: 'blue',
  printed: 'green',
  failed: 'red',
  cancelled: 'neutral',
} as const satisfies Record<PrintJobView['state'], Tone>

/** What became of a job, and of a failed one why. */
export function JobOutcome({ job }: { job: PrintJobView }) {
  const label = useLabel()
  return (
    <div className="grid justify-items-start gap-1">
      <Badge tone={STATE_TONE[job.state]} dot>
        {label(PRINT_STATE_LABELS[job.state])}
      </Badge>
      {job.code !== null && <span className="text-ink-2 text-xs">{label(PRINT_FAILURE_LABELS[job.code])}</span>}
    </div>
  )
}

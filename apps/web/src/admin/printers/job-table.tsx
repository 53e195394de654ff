'use client'

import { GLOBAL_ID_PATTERN, PRINT_KIND_LABELS, type PrintJobView } from '@baton/contract'
import { RotateCw } from 'lucide-react'
import Link from 'next/link'
import { Instant } from '#time/instant.tsx'
import { Button } from '#ui/button.tsx'
import { useSayFailure } from '#ui/say-failure.ts'
import { Table, Td, Th, ThUnseen, Tr } from '#ui/table.tsx'
import { useToast } from '#ui/toast.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { JobOutcome } from './printer-standing.tsx'
import { usePrinting } from './use-printers.ts'
import { printerWords } from './words.ts'

/** The latest prints, each with its outcome and a way to print it again. */
export function JobTable({ jobs }: { jobs: readonly PrintJobView[] }) {
  const t = useWords(printerWords)
  return (
    <Table caption={t.jobs}>
      <thead>
        <tr>
          <Th>{t.jobColumns.what}</Th>
          <Th className="max-sm:hidden">{t.jobColumns.printer}</Th>
          <Th>{t.jobColumns.state}</Th>
          <Th className="max-md:hidden">{t.jobColumns.by}</Th>
          <ThUnseen>{t.jobColumns.actions}</ThUnseen>
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </tbody>
    </Table>
  )
}

function JobRow({ job }: { job: PrintJobView }) {
  const t = useWords(printerWords)
  const label = useLabel()
  const say = useToast()
  const sayFailure = useSayFailure()
  const { printAgain } = usePrinting()
  const kind = label(PRINT_KIND_LABELS[job.kind])
  const again = () =>
    printAgain.mutate(
      { id: job.id },
      {
        onSuccess: () => say('good', t.sent),
        onError: sayFailure,
      },
    )
  return (
    <Tr>
      <Td>
        <p className="font-medium">{kind}</p>
        <p className="font-mono text-ink-3 text-xs">
          {job.subject !== null && GLOBAL_ID_PATTERN.test(job.subject) ? (
            <Link href={`/admin/orders/detail/?id=${job.subject}`} className="underline underline-offset-2">
              {job.subject}
            </Link>
          ) : (
            job.subject
          )}
        </p>
      </Td>
      <Td className="max-sm:hidden">{job.printerName}</Td>
      <Td>
        <JobOutcome job={job} />
      </Td>
      <Td className="max-md:hidden">
        {job.createdBy} <Instant at={job.createdAt} className="text-ink-3" />
      </Td>
      <Td className="text-right">
        <Button
          size="small"
          busy={printAgain.isPending}
          aria-label={`${t.again} ${kind} ${job.subject ?? job.printerName}`}
          onClick={again}
        >
          <RotateCw />
          {t.again}
        </Button>
      </Td>
    </Tr>
  )
}

import { PRINTER_TROUBLE_LABELS, type PrintHandOverInput } from '@baton/contract'
import { Printer } from 'lucide-react'
import { useState } from 'react'
import { useLabel, useWords } from '#words/locale.tsx'
import { Button } from '../parts/button.tsx'
import { FailureLine } from '../parts/failure-line.tsx'
import { codeOf, mutate } from '../server/call.ts'
import { floorApi } from '../server/floor-api.ts'
import { useAnswer } from '../server/use-answer.ts'
import { handOverWords } from './hand-over-words.ts'

/** The slip that goes with the truck: its loading code for other devices, its totals and room for signatures. */
export function PrintSlip({ trip }: { trip: string }) {
  const t = useWords(handOverWords)
  const label = useLabel()
  const { data: printers } = useAnswer(floorApi.printers)
  const [job, setJob] = useState<'none' | 'sending' | 'sent'>('none')
  const [failure, setFailure] = useState<string | null>(null)
  const [first] = printers ?? []
  const trouble = printers?.every((one) => one.trouble !== null) ? first?.trouble : null
  const print = async () => {
    setJob('sending')
    setFailure(null)
    const slip: PrintHandOverInput = { tripCode: trip }
    const failed = await mutate('floor.printHandOver', slip).then(() => null, codeOf)
    setFailure(failed)
    setJob(failed === null ? 'sent' : 'none')
  }
  return (
    <div className="grid gap-1">
      <Button isBusy={job === 'sending'} onClick={() => void print()}>
        <Printer />
        {t.print}
      </Button>
      <p role="status" className="px-1 text-ink-3 text-sm">
        {job === 'sent' ? t.printing : t.printHint}
        {trouble && <span className="block text-danger-text">{label(PRINTER_TROUBLE_LABELS[trouble])}</span>}
      </p>
      {failure !== null && <FailureLine code={failure} />}
    </div>
  )
}

import { PRINTER_TROUBLE_LABELS, type PrintHandOverInput } from '@baton/contract'
import { useLabel, useWords } from '#words/locale.tsx'
import { PrintButton } from '../parts/print-button.tsx'
import { mutate } from '../server/call.ts'
import { floorApi } from '../server/floor-api.ts'
import { useAnswer } from '../server/use-answer.ts'
import { handOverWords } from './hand-over-words.ts'

/** The slip that goes with the truck: its loading code for other devices, its totals and room for signatures. */
export function PrintSlip({ trip }: { trip: string }) {
  const t = useWords(handOverWords)
  const label = useLabel()
  const { data: printers } = useAnswer(floorApi.printers)
  const [first] = printers ?? []
  const trouble = printers?.every((one) => one.trouble !== null) ? first?.trouble : null
  const slip: PrintHandOverInput = { tripCode: trip }
  return (
    <div className="grid gap-1">
      <PrintButton label={t.print} send={() => mutate('floor.printHandOver', slip)} />
      <p className="px-1 text-ink-3 text-sm">
        {t.printHint}
        {trouble && <span className="block text-danger-text">{label(PRINTER_TROUBLE_LABELS[trouble])}</span>}
      </p>
    </div>
  )
}

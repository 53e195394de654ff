'use client'

import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { Section } from '#ui/card.tsx'
import { Table, Td, Th, ThUnseen, Tr } from '#ui/table.tsx'
import { useWords } from '#words/locale.tsx'
import { type HeatCell, percentText } from './heat-cells.ts'
import { deviationWords } from './words.ts'

const FEW = 12

/** The same map in words: the hours in which something disagrees, newest first. */
export function CellTable({ cells, onChoose }: { cells: readonly HeatCell[]; onChoose: (cell: HeatCell) => void }) {
  const t = useWords(deviationWords)
  const [all, setAll] = useState(false)
  const wrong = cells.filter((cell) => cell.differing > 0).reverse()
  const shown = all ? wrong : wrong.slice(0, FEW)
  return (
    <Section title={t.hours} id="hours" aside={<span className="text-13 text-ink-3">{wrong.length}</span>}>
      {wrong.length === 0 ? (
        <p className="px-4 py-4 text-13 text-ink-2">{t.noHours}</p>
      ) : (
        <Table caption={t.hours}>
          <thead>
            <tr>
              <Th>{t.hour}</Th>
              <Th className="text-right">{t.differing}</Th>
              <Th className="text-right max-sm:hidden">{t.checked}</Th>
              <Th className="text-right max-sm:hidden">{t.share}</Th>
              <ThUnseen>{t.open}</ThUnseen>
            </tr>
          </thead>
          <tbody>
            {shown.map((cell) => (
              <Tr key={cell.hour}>
                <Td className="whitespace-nowrap">{cell.begin}</Td>
                <Td className="text-right font-semibold">
                  {cell.differing}
                  <span className="block font-normal text-ink-3 text-xs sm:hidden">{percentText(cell.share)}</span>
                </Td>
                <Td className="text-right text-ink-3 max-sm:hidden">{cell.checked}</Td>
                <Td className="text-right max-sm:hidden">{percentText(cell.share)}</Td>
                <Td className="text-right">
                  <Button size="small" aria-label={`${t.open} ${cell.begin}`} onClick={() => onChoose(cell)}>
                    {t.open}
                  </Button>
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
      {shown.length < wrong.length && (
        <div className="px-4 py-3">
          <Button onClick={() => setAll(true)}>{t.allHours(wrong.length)}</Button>
        </div>
      )}
    </Section>
  )
}

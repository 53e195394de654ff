'use client'

import { useEffect, useRef, useSyncExternalStore } from 'react'
import { cn } from '#ui/cn.ts'
import { useWords } from '#words/locale.tsx'
import { type HeatCell, heatColumns, percentText } from './heat-cells.ts'
import { deviationWords } from './words.ts'

function followTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributeFilter: ['class'] })
  return () => observer.disconnect()
}
const isDark = () => document.documentElement.classList.contains('dark')

/** The map as a picture: days down, hours across. Its library is loaded only when this is shown; the table below says the same. */
export function HeatChart({
  days,
  cells,
  raiseAbove,
  onChoose,
}: {
  days: readonly string[]
  cells: readonly HeatCell[]
  raiseAbove: number
  onChoose: (cell: HeatCell) => void
}) {
  const t = useWords(deviationWords)
  const dark = useSyncExternalStore(followTheme, isDark)
  const place = useRef<HTMLDivElement>(null)
  const choose = useRef(onChoose)
  choose.current = onChoose
  useEffect(() => {
    let gone = false
    let takeAway = () => {}
    void import('./draw-heat-map.ts').then(({ drawHeatMap }) => {
      if (gone || !place.current) return
      takeAway = drawHeatMap(place.current, {
        days,
        columns: heatColumns(cells),
        cells,
        raiseAbove,
        dark,
        tell: (cell) => t.cell(cell.begin, cell.differing, cell.checked, percentText(cell.share)),
        onChoose: (cell) => choose.current(cell),
      })
    })
    return () => {
      gone = true
      takeAway()
    }
  }, [days, cells, raiseAbove, dark, t])
  return (
    <div
      ref={place}
      role="img"
      aria-label={t.chart(cells.filter((cell) => cell.differing > 0).length, cells.length)}
      className={cn('w-full', days.length > 10 ? 'h-[34rem]' : 'h-72')}
    />
  )
}

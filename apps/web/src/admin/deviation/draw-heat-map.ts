import { HeatmapChart } from 'echarts/charts'
import { GridComponent, TooltipComponent, VisualMapPiecewiseComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { type HeatCell, percentText } from './heat-cells.ts'

use([HeatmapChart, GridComponent, TooltipComponent, VisualMapPiecewiseComponent, CanvasRenderer])

/** From agreeing to badly disagreeing, by the limits people set. */
const COLOURS = {
  light: { ink: '#5b6070', line: '#ffffff', steps: ['#d5eedd', '#f7e3b3', '#f2a65a', '#c8362b'] },
  dark: { ink: '#a6abb8', line: '#20242c', steps: ['#1f4a33', '#6b5417', '#a85a1c', '#d84b3f'] },
} as const

export interface HeatMapPlan {
  readonly days: readonly string[]
  readonly columns: readonly string[]
  readonly cells: readonly HeatCell[]
  readonly raiseAbove: number
  readonly dark: boolean
  readonly tell: (cell: HeatCell) => string
  readonly onChoose: (cell: HeatCell) => void
}

/** Draws into the element; canvas only, so that the content policy needs no inline style. Returns how to take it away. */
export function drawHeatMap(element: HTMLElement, plan: HeatMapPlan): () => void {
  const chart = init(element, null, { renderer: 'canvas' })
  const look = plan.dark ? COLOURS.dark : COLOURS.light
  const place = new Map(plan.days.map((day, index) => [day, index]))
  const limit = plan.raiseAbove * 100
  const axis = { axisLine: { show: false }, axisTick: { show: false }, axisLabel: { color: look.ink, fontSize: 11 } }
  chart.setOption({
    animation: false,
    grid: { left: 46, right: 8, top: 8, bottom: 62 },
    xAxis: { type: 'category', data: plan.columns, ...axis },
    yAxis: { type: 'category', data: plan.days, inverse: true, ...axis },
    tooltip: {
      renderMode: 'richText',
      confine: true,
      formatter: (point: unknown) => {
        const cell = plan.cells[(point as { dataIndex: number }).dataIndex]
        return cell ? plan.tell(cell) : ''
      },
    },
    visualMap: {
      type: 'piecewise',
      dimension: 2,
      orient: 'horizontal',
      left: 'center',
      bottom: 4,
      itemWidth: 14,
      itemHeight: 10,
      textStyle: { color: look.ink, fontSize: 11 },
      pieces: [
        { value: 0, label: '0 %', color: look.steps[0] },
        { gt: 0, lte: limit, label: `≤ ${percentText(plan.raiseAbove)}`, color: look.steps[1] },
        { gt: limit, lte: limit * 3, label: `≤ ${percentText(plan.raiseAbove * 3)}`, color: look.steps[2] },
        { gt: limit * 3, label: `> ${percentText(plan.raiseAbove * 3)}`, color: look.steps[3] },
      ],
    },
    series: [
      {
        type: 'heatmap',
        data: plan.cells.map((cell) => [cell.column, place.get(cell.day) ?? 0, cell.share * 100]),
        itemStyle: { borderColor: look.line, borderWidth: 1, borderRadius: 2 },
        emphasis: { itemStyle: { borderColor: look.ink, borderWidth: 2 } },
      },
    ],
  })
  chart.on('click', (point) => {
    const cell = plan.cells[point.dataIndex ?? -1]
    if (cell) plan.onChoose(cell)
  })
  const resize = new ResizeObserver(() => chart.resize())
  resize.observe(element)
  return () => {
    resize.disconnect()
    chart.dispose()
  }
}

'use client'

import type { DeviationMap } from '@baton/contract'
import { Grid3x3, SlidersHorizontal } from 'lucide-react'
import { usePathname, useSearchParams } from 'next/navigation'
import { useMemo, useState } from 'react'
import { PlatformMark } from '#admin/order-status.tsx'
import { useMay } from '#data/session.ts'
import { Ago } from '#time/instant.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { Empty } from '#ui/state.tsx'
import { useWords } from '#words/locale.tsx'
import { AlarmList } from './alarm-list.tsx'
import { CellOrders } from './cell-orders.tsx'
import { CellTable } from './cell-table.tsx'
import { type HeatCell, heatCells, heatDays, percentText, sumOf } from './heat-cells.ts'
import { HeatChart } from './heat-chart.tsx'
import { SettingsDialog } from './settings-dialog.tsx'
import { useDeviationMap } from './use-deviation.ts'
import { deviationWords } from './words.ts'

export function DeviationRoom() {
  const t = useWords(deviationWords)
  const mayManage = useMay('channels.manage')
  const [days, setDays] = useState<'7' | '30'>('7')
  const [settling, setSettling] = useState(false)
  const map = useDeviationMap(days === '7' ? 7 : 30)
  return (
    <>
      <PageHeader
        title={t.title}
        hint={t.hint}
        aside={
          map.data?.rolledAt && (
            <p className="text-13 text-ink-3">
              {t.rolled} <Ago at={map.data.rolledAt} />
            </p>
          )
        }
      >
        <Segmented
          label={t.span}
          value={days}
          onChange={setDays}
          options={[
            { value: '7', label: t.days(7) },
            { value: '30', label: t.days(30) },
          ]}
        />
        {mayManage && map.data && (
          <Button onClick={() => setSettling(true)}>
            <SlidersHorizontal />
            {t.settings}
          </Button>
        )}
      </PageHeader>
      <Loaded
        query={map}
        isEmpty={({ channels }) => channels.length === 0}
        empty={<Empty icon={<Grid3x3 />} title={t.empty} hint={t.emptyHint} />}
      >
        {(data) => <Room map={data} />}
      </Loaded>
      {settling && map.data && <SettingsDialog map={map.data} onClose={() => setSettling(false)} />}
    </>
  )
}

function Room({ map }: { map: DeviationMap }) {
  const t = useWords(deviationWords)
  const { appId, choose } = useChannelChoice(map)
  const [chosen, setChosen] = useState<{ appId: string; cell: HeatCell } | null>(null)
  const channel = map.channels.find((one) => one.appId === appId)
  const cells = useMemo(() => (channel ? heatCells(channel, map.from) : []), [channel, map.from])
  const days = useMemo(() => heatDays(map.from, Math.ceil((Date.now() - Date.parse(map.from)) / 3_600_000)), [map.from])
  const pick = (cell: HeatCell) => setChosen({ appId, cell })
  return (
    <div className="grid grid-cols-1 gap-5">
      <ul className="grid grid-cols-2 gap-2.5 sm:grid-cols-3 xl:grid-cols-5">
        {map.channels.map((one) => (
          <ChannelTile
            key={one.appId}
            channel={one}
            map={map}
            pressed={one.appId === appId}
            onChoose={() => choose(one.appId)}
          />
        ))}
      </ul>
      <Card className="p-2 sm:p-4">
        {cells.length === 0 ? (
          <Empty icon={<Grid3x3 />} title={t.nothing} hint={t.nothingHint} />
        ) : (
          <HeatChart days={days} cells={cells} raiseAbove={map.settings.raiseAbove} onChoose={pick} />
        )}
      </Card>
      {chosen !== null && chosen.appId === appId && <CellOrders appId={appId} cell={chosen.cell} />}
      <CellTable key={appId} cells={cells} onChoose={pick} />
      <AlarmList alarms={map.alarms} />
    </div>
  )
}

/** One channel with its last 24 hours; choosing it shows its map. */
function ChannelTile({
  channel,
  map,
  pressed,
  onChoose,
}: {
  channel: DeviationMap['channels'][number]
  map: DeviationMap
  pressed: boolean
  onChoose: () => void
}) {
  const t = useWords(deviationWords)
  const { checked, differing } = sumOf(heatCells(channel, map.from), Date.now() - 86_400_000)
  return (
    <li className="min-w-0">
      <button
        type="button"
        aria-pressed={pressed}
        onClick={onChoose}
        className="grid w-full grid-cols-1 gap-1 rounded-xl border border-line bg-surface p-3 text-left max-sm:p-2.5 shadow-card hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft"
      >
        <span className="flex items-center gap-2">
          <PlatformMark platform={channel.platform} />
          <span className="min-w-0 text-13 max-sm:text-xs">{channel.name}</span>
        </span>
        <span className="font-semibold text-lg">{checked === 0 ? '—' : percentText(differing / checked)}</span>
        <span className="text-ink-2 text-xs">{t.lastDay(differing, checked)}</span>
      </button>
    </li>
  )
}

function useChannelChoice(map: DeviationMap): { appId: string; choose: (appId: string) => void } {
  const params = useSearchParams()
  const pathname = usePathname()
  const wanted = params.get('channel')
  return {
    appId: map.channels.find((one) => one.appId === wanted)?.appId ?? map.channels[0]?.appId ?? '',
    choose: (appId) => window.history.replaceState(null, '', `${pathname}?channel=${appId}`),
  }
}

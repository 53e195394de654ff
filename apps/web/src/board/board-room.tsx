'use client'

import { useEffect, useMemo } from 'react'
import { useLastFailure } from '#data/last-failure.ts'
import { usePerson } from '#data/session.ts'
import { usePush } from '#scan/push/use-push.ts'
import { useNow } from '#time/use-now.ts'
import { keepClearBelow } from '#ui/bars.ts'
import { OfflineStrip } from '#ui/offline-strip.tsx'
import { Failed, Skeleton } from '#ui/state.tsx'
import { useTitle } from '#ui/title.ts'
import { useWords } from '#words/locale.tsx'
import { AlertCard } from '../admin/alerts/alert-card.tsx'
import { useAlertsHeard } from '../admin/alerts/use-alarm.ts'
import { useAlertCount, useAlerts, useMarkSeen } from '../admin/alerts/use-alerts.ts'
import { InterceptionCard } from '../admin/interceptions/interception-card.tsx'
import { useInterceptions } from '../admin/interceptions/use-interceptions.ts'
import { BoardBar } from './board-bar.tsx'
import { Figures } from './figures.tsx'
import { Panel } from './panel.tsx'
import { TroubleList } from './trouble-list.tsx'
import { troublesOf } from './troubles.ts'
import { UnassignedNote } from './unassigned-note.tsx'
import { UnmatchedList } from './unmatched-list.tsx'
import { UrgentList } from './urgent-list.tsx'
import { useBoard, useThings, useWarehouse } from './use-board.ts'
import { boardWords } from './words.ts'

const SHOWN_AT_ONCE = 8

/** The supervisor's page: what needs a hand on the left, what is due and what is broken on the right. */
export function BoardRoom() {
  const t = useWords(boardWords)
  const [warehouseId, choose] = useWarehouse()
  const board = useBoard(warehouseId)
  const isGone = board.data?.warehouses.every((one) => one.id !== warehouseId)
  useEffect(() => {
    if (warehouseId !== null && isGone) choose(null)
  }, [warehouseId, isGone, choose])
  useTitle(t.title)
  usePush(usePerson())
  useAlertsHeard()
  return (
    <div className="group/shell">
      <div ref={keepClearBelow} className="sticky top-0 z-30">
        <OfflineStrip />
        <BoardBar query={board} warehouseId={warehouseId} onWarehouse={choose} />
      </div>
      <main className="mx-auto grid w-full max-w-[110rem] gap-4 px-4 py-4 md:px-6">
        {board.data ? <Figures board={board.data} warehouseId={warehouseId} /> : <FiguresWaiting query={board} />}
        <UnassignedNote count={board.data?.unassigned ?? 0} />
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <Hands warehouseId={warehouseId} />
          <div className="grid gap-4">
            <Due board={board} />
            <Things warehouseId={warehouseId} />
          </div>
        </div>
      </main>
    </div>
  )
}

function FiguresWaiting({ query }: { query: ReturnType<typeof useBoard> }) {
  const failure = useLastFailure(query)
  if (failure !== null) return <Failed error={failure} trying={query.isFetching} onAgain={() => void query.refetch()} />
  return (
    <div aria-busy="true">
      <Skeleton className="h-24 w-full rounded-xl" />
    </div>
  )
}

function Hands({ warehouseId }: { warehouseId: string | null }) {
  const t = useWords(boardWords)
  const alerts = useAlerts('open')
  const interceptions = useInterceptions({ open: true, warehouseId })
  const waiting = useMemo(() => alerts.rows.filter((row) => row.acknowledgedAt === null), [alerts.rows])
  const shown = useMemo(() => waiting.slice(0, SHOWN_AT_ONCE), [waiting])
  const waitingCount = Math.max(waiting.length, useAlertCount())
  useMarkSeen(useMemo(() => shown.map((row) => row.id), [shown]))
  return (
    <div className="grid gap-4">
      <Panel title={t.alerts} query={alerts.query} count={waitingCount} empty={t.noAlerts} href="/admin/alerts/">
        <ul className="grid gap-2 p-2">
          {shown.map((alert) => (
            <li key={alert.id}>
              <AlertCard alert={alert} />
            </li>
          ))}
        </ul>
      </Panel>
      <Panel
        title={t.interceptions}
        query={interceptions.query}
        count={interceptions.counts?.open ?? 0}
        empty={t.noInterceptions}
        href="/admin/interceptions/"
      >
        <ul className="grid gap-2 p-2">
          {interceptions.rows.slice(0, SHOWN_AT_ONCE).map((task) => (
            <li key={task.id}>
              <InterceptionCard task={task} />
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  )
}

function Due({ board }: { board: ReturnType<typeof useBoard> }) {
  const t = useWords(boardWords)
  const { urgent = [], urgentCount = 0, unmatched = [], unmatchedCount = 0, late = 0, soon = 0 } = board.data ?? {}
  return (
    <>
      <Panel title={t.unmatched} hint={t.unmatchedHint} query={board} count={unmatchedCount} empty={t.noUnmatched}>
        <UnmatchedList scans={unmatched.slice(0, SHOWN_AT_ONCE)} />
        {unmatchedCount > SHOWN_AT_ONCE && (
          <p className="border-line border-t px-4 py-2 text-13 text-ink-3">{t.more(unmatchedCount - SHOWN_AT_ONCE)}</p>
        )}
      </Panel>
      <Panel
        title={t.urgent}
        query={board}
        count={urgentCount}
        empty={t.noUrgent}
        href="/admin/orders/?shown=to_ship"
        isCalm={late + soon === 0}
      >
        <UrgentList tasks={urgent.slice(0, SHOWN_AT_ONCE)} />
      </Panel>
    </>
  )
}

function Things({ warehouseId }: { warehouseId: string | null }) {
  const t = useWords(boardWords)
  const now = useNow()
  const { devices, printers } = useThings()
  const both = devices.data && printers.data && { devices: devices.data, printers: printers.data }
  const troubles = both ? troublesOf({ ...both, warehouseId, now }) : []
  const query = {
    data: both,
    error: devices.error ?? printers.error,
    errorUpdateCount: devices.errorUpdateCount + printers.errorUpdateCount,
    refetch: () => Promise.all([devices.refetch(), printers.refetch()]),
  }
  return (
    <Panel title={t.troubles} query={query} count={troubles.length} empty={t.noTroubles} href="/admin/devices/">
      <TroubleList troubles={troubles} />
    </Panel>
  )
}

'use client'

import type { ReactNode } from 'react'
import { useScans } from '../capture/use-scans.ts'
import { useFloor, useFloorState } from '../flow/floor.tsx'
import { useFollow } from '../flow/use-go.ts'
import { Questions } from '../questions/questions.tsx'
import { Banner } from './banner.tsx'
import { LostScreen } from './lost-screen.tsx'
import { RefusedList } from './refused-list.tsx'
import { ScanBox } from './scan-box.tsx'
import { StatusBar } from './status-bar.tsx'
import { StopScreen } from './stop-screen.tsx'
import { Strips } from './strips.tsx'
import { TabBar } from './tab-bar.tsx'
import { useRunning } from './use-running.ts'

/** What is always there: who, how many, how the network is, the scan box, the way around. */
export function Frame({ children }: { children: ReactNode }) {
  useRunning()
  const { stop } = useFloor()
  const { isLost } = useFloorState()
  useScansFromAnywhere()
  return (
    <div className="mx-auto flex h-dvh w-full max-w-3xl flex-col overflow-hidden bg-canvas">
      <StatusBar />
      <Strips />
      <main className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <Banner />
        <RefusedList />
        <div className="p-3">{children}</div>
      </main>
      <ScanBox />
      <TabBar />
      <Questions />
      {stop && <StopScreen key={stop.scanId} stop={stop} />}
      {isLost && <LostScreen />}
    </div>
  )
}

/** A scan on any screen leads to where its next step is. */
function useScansFromAnywhere(): void {
  const { store } = useFloor()
  const follow = useFollow()
  useScans((scanned) => void store.hear(scanned.text).then(follow))
}

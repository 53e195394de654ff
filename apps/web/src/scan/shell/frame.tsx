'use client'

import { usePathname } from 'next/navigation'
import { lazy, type ReactNode, type RefObject, Suspense, useEffect, useRef } from 'react'
import { useScans } from '../capture/use-scans.ts'
import { useFloor, useFloorState } from '../flow/floor.tsx'
import { useFollow } from '../flow/use-go.ts'
import { useSending } from '../outbox/use-sending.ts'
import { Questions } from '../questions/questions.tsx'
import { Banner } from './banner.tsx'
import { LostScreen } from './lost-screen.tsx'
import { ScanBox } from './scan-box.tsx'
import { StatusBar } from './status-bar.tsx'
import { StopScreen } from './stop-screen.tsx'
import { Strips } from './strips.tsx'
import { TabBar } from './tab-bar.tsx'

/** Of scans that the server has answered, so that it may come after what takes them. */
const RefusedList = lazy(() => import('./refused-list.tsx').then((loaded) => ({ default: loaded.RefusedList })))

/** What is always there: who, how many, how the network is, the scan box, the way around. */
export function Frame({ children }: { children: ReactNode }) {
  useSending()
  const { stop } = useFloor()
  const isLost = useFloorState((state) => state.isLost)
  useScansFromAnywhere()
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => letGoOfTapped(root.current), [])
  useFromTheTop(root)
  return (
    <div ref={root} className="mx-auto flex h-dvh w-full max-w-3xl flex-col overflow-hidden bg-canvas">
      <StatusBar />
      <Strips />
      <Suspense>
        <RefusedList />
      </Suspense>
      <main className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <Banner />
        <div className="p-3 *:grid-cols-1">{children}</div>
      </main>
      <ScanBox />
      <TabBar />
      <Questions />
      {stop && <StopScreen key={stop.scanId} stop={stop} />}
      {isLost && <LostScreen />}
    </div>
  )
}

/** Another page, or another thing in hand, is seen from its beginning, however far down the one before was read. */
function useFromTheTop(root: RefObject<HTMLElement | null>): void {
  const pathname = usePathname()
  const inHand = useFloorState(({ flow }) => ('code' in flow ? flow.code : flow.at))
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change counts
  useEffect(() => {
    root.current?.querySelector('main')?.scrollTo(0, 0)
  }, [root, pathname, inHand])
}

/** What a thumb has tapped does not keep the focus: the scanner's keys that follow are not meant for it. */
function letGoOfTapped(root: HTMLElement | null): () => void {
  const letGo = (event: MouseEvent) => {
    const isTap = event.detail > 0 && event.target instanceof Element
    const tapped = isTap ? (event.target as Element).closest<HTMLElement>('a, button') : null
    tapped?.blur()
  }
  root?.addEventListener('click', letGo)
  return () => root?.removeEventListener('click', letGo)
}

/** A scan on any screen leads to where its next step is. */
function useScansFromAnywhere(): void {
  const { store } = useFloor()
  const follow = useFollow()
  useScans((scanned) => void store.hear(scanned.text).then(follow))
}

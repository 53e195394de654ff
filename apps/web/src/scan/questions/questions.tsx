'use client'

import { lazy, Suspense } from 'react'
import { useFloor, useFloorState } from '../flow/floor.tsx'

const PinSheet = lazy(() => import('./pin-sheet.tsx').then((loaded) => ({ default: loaded.PinSheet })))
const ClockOutSheet = lazy(() => import('./clock-out-sheet.tsx').then((loaded) => ({ default: loaded.ClockOutSheet })))
const CarrierSheet = lazy(() => import('./carrier-sheet.tsx').then((loaded) => ({ default: loaded.CarrierSheet })))

/** What a scan asks before anything else happens. Each sheet is loaded when it is first asked, from the device itself. */
export function Questions() {
  return (
    <Suspense fallback={null}>
      <Question />
    </Suspense>
  )
}

function Question() {
  const { store } = useFloor()
  const flow = useFloorState((state) => state.flow)
  const question = useFloorState((state) => state.question)
  const close = () => store.ask(null)
  if (question?.kind === 'pin') return <PinSheet key={question.badge} badge={question.badge} onClose={close} />
  if (question?.kind === 'clock_out') return <ClockOutSheet onClose={close} />
  if (flow.at !== 'packing' || flow.carrierFor === null) return null
  return <CarrierSheet waybill={flow.carrierFor} onClose={() => store.go({ ...flow, carrierFor: null })} />
}

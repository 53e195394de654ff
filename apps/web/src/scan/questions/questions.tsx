'use client'

import { useFloor, useFloorState } from '../flow/floor.tsx'
import { CarrierSheet } from './carrier-sheet.tsx'
import { ClockOutSheet } from './clock-out-sheet.tsx'
import { PinSheet } from './pin-sheet.tsx'

/** What a scan asks before anything else happens. */
export function Questions() {
  const { store } = useFloor()
  const { flow, question } = useFloorState()
  const close = () => store.ask(null)
  if (question?.kind === 'pin') return <PinSheet key={question.badge} badge={question.badge} onClose={close} />
  if (question?.kind === 'clock_out') return <ClockOutSheet onClose={close} />
  if (flow.at !== 'packing' || flow.carrierFor === null) return null
  return <CarrierSheet waybill={flow.carrierFor} onClose={() => store.go({ ...flow, carrierFor: null })} />
}

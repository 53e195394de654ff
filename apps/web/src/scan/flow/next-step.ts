import type { Code } from '@baton/contract'
import type { Flow, Scan, Situation, Step } from './flow.ts'
import { loadNext } from './load-next.ts'
import { lineOf, packNext } from './pack-next.ts'
import { startNext } from './start-next.ts'

/** What means something else where something else is in hand. */
type Readable = Exclude<Code, { kind: 'unreadable' | 'badge' }>

/** Decides what one scan means where it was made. Pure: what is known of the code comes with the situation. */
export function nextStep(scan: Scan, situation: Situation): Step {
  const { code } = scan
  const { flow } = situation
  if (flow.at === 'packing' && flow.serialFor !== null) return packNext(scan, situation, flow)
  switch (code.kind) {
    case 'unreadable':
      if (code.why === 'no_code' && flow.at === 'packing' && lineOf(flow.order?.lines ?? [], scan.text))
        return packNext({ ...scan, code: { kind: 'item', text: scan.text, serial: null } }, situation, flow)
      return { do: 'refuse', refusal: code.why, flow }
    case 'badge':
      return { do: 'ask', question: { kind: 'pin', badge: code.text }, flow }
    default:
      return flow.at === 'looking' ? lookUp(code, situation) : act(code, scan, situation)
  }
}

/** Whether the server should be asked first: the code alone could mean two things, or is only looked up. */
export function asksFirst(code: Code, flow: Flow): boolean {
  if (code.kind === 'unreadable' || code.kind === 'badge') return false
  if (flow.at === 'looking' || code.kind === 'link') return true
  return flow.at !== 'packing' && code.kind === 'waybill' && code.mayBeItem && code.carrier === null
}

function act(code: Readable, scan: Scan, situation: Situation): Step {
  const { flow } = situation
  switch (code.kind) {
    case 'station':
      return atStation(code.text, situation)
    case 'trip':
      return atTrip(code.text, situation)
    case 'work_order':
      return takeIn(code.text, flow)
    case 'bin':
      return { do: 'refuse', refusal: 'bin', flow }
    case 'link':
      return fromLink(scan, situation)
    case 'order':
    case 'waybill':
    case 'item':
      if (flow.at === 'inspecting' && flow.code === code.text) return takeIn(code.text, flow)
      return inFlow(scan, situation)
  }
}

function inFlow(scan: Scan, situation: Situation): Step {
  const { flow } = situation
  switch (flow.at) {
    case 'packing':
      return packNext(scan, situation, flow)
    case 'loading':
      return loadNext(scan, situation, flow)
    case 'returning':
      return returnNext(scan, situation)
    case 'ready':
    case 'inspecting':
    case 'looking':
      return startNext(scan, situation)
  }
}

function atStation(station: string, { flow, holder }: Situation): Step {
  if (!holder.isSignedIn) return { do: 'refuse', refusal: 'badge_first', flow }
  const isHere = holder.clockedInAt === true || holder.clockedInAt === station
  if (isHere) return { do: 'ask', question: { kind: 'clock_out' }, flow }
  return { do: 'record', scan: { kind: 'clock_in', station }, flow, foreseen: null }
}

function atTrip(trip: string, { flow, known }: Situation): Step {
  const view = known.found?.kind === 'trip' ? known.found.trip : null
  if (view?.closedAt) return { do: 'refuse', refusal: 'trip_closed', flow }
  if (flow.at === 'loading' && flow.trip === trip) return { do: 'ask', question: { kind: 'hand_over', trip }, flow }
  return { do: 'go', flow: { at: 'loading', trip, view, loaded: [] }, note: 'next' }
}

function takeIn(code: string, flow: Flow): Step {
  const inspecting: Flow = { at: 'inspecting', code }
  if (flow.at === 'inspecting' && flow.code === code) return { do: 'go', flow, note: 'again' }
  return { do: 'record', scan: { kind: 'return_arrived', code }, flow: inspecting, foreseen: null }
}

function returnNext({ code }: Scan, { flow, known }: Situation): Step {
  if (code.kind === 'waybill' && known.found?.kind !== 'item') return takeIn(code.text, flow)
  return { do: 'refuse', refusal: code.kind === 'order' ? 'order_here' : 'item_here', flow }
}

/** A tracking link stands on the packing slip: the server knows whose it is. */
function fromLink(scan: Scan, situation: Situation): Step {
  const { found } = situation.known
  if (found?.kind !== 'order') return { do: 'refuse', refusal: 'link', flow: situation.flow }
  return inFlow({ ...scan, code: { kind: 'order', text: found.order.id } }, situation)
}

function lookUp(code: Code, { known }: Situation): Step {
  const text = 'text' in code ? code.text : null
  return { do: 'go', flow: { at: 'looking', code: text, found: known.heard ? known.found : null }, note: 'next' }
}

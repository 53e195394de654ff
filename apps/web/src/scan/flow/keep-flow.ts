import { type Flow, READY, startPacking } from './flow.ts'

const STORAGE_KEY = 'baton.scan.flow'

/** Only codes are kept: what belongs to them is asked for again. */
type KeptFlow = readonly [at: Flow['at'], ...codes: (string | null)[]]

const SOON_MS = 300
let waiting: Flow | null = null

/** Writing waits for the scans of one burst; a page that is closed writes at once, a killed one is behind by so much. */
export function keepFlowSoon(flow: Flow): void {
  if (waiting === null) setTimeout(keepWaiting, SOON_MS)
  waiting = flow
}

/** Writes what still waits. */
export function keepWaiting(): void {
  if (waiting !== null) keepFlow(waiting)
  waiting = null
}

/** Remembers what the person was in the middle of, for a page that is closed or killed. */
export function keepFlow(flow: Flow): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(keptOf(flow)))
  } catch {
    // A full or forbidden storage loses the place, never a scan.
  }
}

function keptOf(flow: Flow): KeptFlow {
  switch (flow.at) {
    case 'packing':
      return ['packing', flow.code, flow.orderId, flow.waybill]
    case 'loading':
      return ['loading', flow.trip, ...flow.loaded]
    case 'inspecting':
      return ['inspecting', flow.code]
    case 'ready':
    case 'returning':
    case 'looking':
      return [flow.at]
  }
}

export function recallFlow(): Flow {
  try {
    return flowOf(JSON.parse(localStorage.getItem(STORAGE_KEY) ?? 'null'))
  } catch {
    return READY
  }
}

function flowOf(kept: unknown): Flow {
  if (!Array.isArray(kept)) return READY
  const [at, first, second, third] = kept.map((one) => (typeof one === 'string' ? one : null))
  if (at === 'returning') return { at }
  if (at === 'looking') return { at, code: null, found: null }
  if (!first) return READY
  if (at === 'packing') return startPacking(first, { orderId: second ?? null, waybill: third ?? null })
  if (at === 'inspecting') return { at, code: first }
  if (at !== 'loading') return READY
  return { at, trip: first, view: null, loaded: kept.slice(2).filter((one) => typeof one === 'string') }
}

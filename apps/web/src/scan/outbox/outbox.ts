import { scanApi } from './call.ts'
import { createOutbox, type Outbox } from './create-outbox.ts'
import { persistStorage } from './persist.ts'
import { uuid7 } from './uuid7.ts'

const NAME = 'baton.scan'
/** Other tabs are told once of what changes within this time. */
const TELL_MS = 200

const kept = createOutbox({
  databaseName: NAME,
  api: scanApi,
  clock: { now: () => Date.now(), elapsed: () => performance.now() },
  random: Math.random,
  mint: (now) => uuid7(now, (bytes) => crypto.getRandomValues(bytes)),
  alone: runAlone,
  wait: waitOrStop,
  others: otherTabs(),
})

/** The outbox of this browser. */
export const outbox: Outbox = {
  ...kept,
  setOperator: async (operatorId) => {
    await kept.setOperator(operatorId)
    if (operatorId !== null) void persistStorage().catch(() => false)
  },
}

/** Web Locks exist in secure contexts only; elsewhere two tabs may send the same scans, which the server counts once. */
async function runAlone<Result>(work: () => Promise<Result>): Promise<Result> {
  if (!('locks' in navigator)) return work()
  return (await navigator.locks.request(NAME, work)) as Result
}

function waitOrStop(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

function otherTabs(): { tell: () => void; hear: (listener: () => void) => () => void } {
  if (typeof BroadcastChannel === 'undefined' || typeof window === 'undefined')
    return { tell: () => {}, hear: () => () => {} }
  let opened: BroadcastChannel | null = null
  const channel = () => {
    opened ??= new BroadcastChannel(NAME)
    return opened
  }
  let isTelling = false
  const tell = () => {
    isTelling = false
    channel().postMessage('changed')
  }
  return {
    tell: () => {
      if (isTelling) return
      isTelling = true
      setTimeout(tell, TELL_MS)
    },
    hear: (listener) => {
      channel().addEventListener('message', listener)
      return () => channel().removeEventListener('message', listener)
    },
  }
}

import { useEffect } from 'react'
import { outbox } from './outbox.ts'
import { refreshStops } from './use-stops.ts'

const EVERY_MS = 60_000
/** The clock is measured again this often, and who the device is. */
const ASK_AGAIN_MS = 5 * 60_000

/** Keeps the outbox sending, the stops and packs fresh and the server informed, while the floor's pages are open. Once, in their layout. */
export function useSending(): void {
  useEffect(() => {
    const stop = new AbortController()
    const stopSending = outbox.start()
    const tick = () => {
      if (document.visibilityState === 'hidden') return
      refreshStops().catch(doubt)
      import('./refresh-packs.ts').then(({ refreshPacks }) => refreshPacks()).catch(stayWithWhatIsKept)
      import('./heartbeat.ts').then(({ sendHeartbeat }) => sendHeartbeat()).catch(stayWithWhatIsKept)
    }
    /** The screen says that all is well until a scan finds out otherwise: asks now. */
    const doubt = () => {
      if (outbox.get().sending === 'idle' && !stop.signal.aborted) outbox.restart()
    }
    const ask = () => {
      outbox.restart()
      tick()
    }
    tick()
    const timers = [setInterval(tick, EVERY_MS), setInterval(outbox.restart, ASK_AGAIN_MS)]
    window.addEventListener('online', ask, { signal: stop.signal })
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && ask(), {
      signal: stop.signal,
    })
    return () => {
      stop.abort()
      stopSending()
      for (const timer of timers) clearInterval(timer)
    }
  }, [])
}

/** Without network, or before the device is enrolled, the next round tells. */
function stayWithWhatIsKept(): void {}

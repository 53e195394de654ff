import { until } from '../../scripts/processes.ts'
import { expectSurvivors, untilFlowing } from './f03-postgres-restarted.ts'
import type { Fault } from './fault.ts'
import type { Ground } from './harness/ground.ts'
import type { Network } from './harness/pg-proxy.ts'
import { startTraffic } from './harness/traffic.ts'

const READYZ_MS = 5000
const OUTAGE_MS = 6000

/** Whatever the network does, the application notices, says so, and goes on when it can. */
export const networkBroken: Fault = {
  id: 'F7',
  title: 'network to Postgres cut, half-open, stalled',
  proxied: true,
  async run(ground) {
    const { system, pusher, notes } = ground
    const { pid } = system.server
    const traffic = startTraffic(pusher, { prefix: 'G', rate: 100 })
    for (const network of ['cut', 'half-open', 'silent'] as const) {
      await untilFlowing(ground, `before ${network}`)
      const recovery = await breakNetwork(ground, network)
      notes.push(`${network}: flowing ${Math.round(recovery)} ms after`)
    }
    await traffic.stop()
    expectSurvivors(ground, pid)
    notes.push(`${pusher.acked.length} messages, ${pusher.count('503')} × 503, ${pusher.count('silence')} unanswered`)
  },
}

async function breakNetwork(ground: Ground, network: Network): Promise<number> {
  const { system, proxy, check } = ground
  const broken = performance.now()
  proxy.set(network)
  if (network !== 'half-open') {
    const noticed = await until(() => isUnready(system.baseUrl), READYZ_MS)
    check(noticed, `${network}: /readyz did not say 503 within ${READYZ_MS / 1000} s`)
    await until(() => performance.now() > broken + OUTAGE_MS, OUTAGE_MS)
  }
  proxy.set('whole')
  const recovery = await untilFlowing(ground, network)
  const ready = await until(async () => !(await isUnready(system.baseUrl)), 10_000)
  check(ready, `${network}: /readyz does not say 200 again`)
  return recovery
}

/** True when /readyz says 503; any other end of the question is not an answer. */
async function isUnready(baseUrl: string): Promise<boolean> {
  try {
    const response = await fetch(`${baseUrl}/readyz`, { signal: AbortSignal.timeout(4000) })
    await response.body?.cancel()
    return response.status === 503
  } catch {
    return false
  }
}

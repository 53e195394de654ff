import { until } from '../../scripts/processes.ts'
import type { Fault } from './fault.ts'
import { startTraffic } from './harness/traffic.ts'

const KILLS = 5

/** Senders see resets and send again under the same id; each acknowledged message must be kept exactly once. */
export const serverKilled: Fault = {
  id: 'F1',
  title: 'server killed −9 while ingesting, five times',
  async run({ system, pusher, notes, check }) {
    const traffic = startTraffic(pusher, { prefix: 'A', rate: 250 })
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const before = pusher.acked.length
      const flowing = await until(() => pusher.acked.length > before + 100, 30_000)
      check(flowing, `before kill ${kill} no messages were acknowledged`)
      await system.server.kill('SIGKILL')
      await system.server.restart()
      await system.ready()
    }
    await traffic.stop()
    const resets = pusher.count('ECONNRESET') + pusher.count('cut short')
    const repeated = [...pusher.sent.values()].filter((one) => one.attempts > 1).length
    notes.push(`${pusher.acked.length} messages, ${resets} resets, ${repeated} sent again`)
    check(repeated > 0, 'the kills interrupted nothing: the fault proves nothing')
  },
}

import { expectSurvivors, untilFlowing } from './f03-postgres-restarted.ts'
import type { Fault } from './fault.ts'
import { startTraffic } from './harness/traffic.ts'

/** A crash of the whole database: what was acknowledged is on disk. */
export const postmasterKilled: Fault = {
  id: 'F4',
  title: 'postmaster killed −9',
  async run(ground) {
    const { system, pusher, notes } = ground
    const { pid } = system.server
    const traffic = startTraffic(pusher, { prefix: 'D' })
    await untilFlowing(ground, 'before the kill')
    await system.postgres.killPostmaster()
    await system.postgres.restart()
    const recovery = await untilFlowing(ground, 'after the restart')
    await traffic.stop()
    expectSurvivors(ground, pid)
    notes.push(
      `${pusher.acked.length} messages, ${pusher.count('503')} × 503, flowing ${Math.round(recovery)} ms after`,
    )
  },
}

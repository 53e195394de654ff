import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { expectSurvivors, untilFlowing } from './f03-postgres-restarted.ts'
import type { Fault } from './fault.ts'
import { startTraffic } from './harness/traffic.ts'

const ROUNDS = 30
const EVERY_MS = 150

/** Every connection of the application is ended again and again, wherever it stands. */
export const backendsTerminated: Fault = {
  id: 'F5',
  title: 'backends terminated in a storm',
  async run(ground) {
    const { system, pusher, notes, check } = ground
    const { pid } = system.server
    const traffic = startTraffic(pusher, { prefix: 'E' })
    await untilFlowing(ground, 'before the storm')
    const admin = postgres(system.postgres.adminUrl, { max: 1, onnotice: () => {} })
    let ended = 0
    try {
      for (let round = 0; round < ROUNDS; round += 1) {
        const gone = await admin`
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'baton_app'`
        ended += gone.count
        await pause(EVERY_MS)
      }
    } finally {
      await admin.end({ timeout: 2 })
    }
    const recovery = await untilFlowing(ground, 'after the storm')
    await traffic.stop()
    check(ended > ROUNDS, `only ${ended} backends were there to end`)
    expectSurvivors(ground, pid)
    notes.push(`${ended} backends ended, ${pusher.acked.length} messages, ${pusher.count('503')} × 503`)
    notes.push(`flowing ${Math.round(recovery)} ms after`)
  },
}

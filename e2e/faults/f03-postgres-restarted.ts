import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { until } from '../../scripts/processes.ts'
import type { Fault } from './fault.ts'
import type { Ground } from './harness/ground.ts'
import { startTraffic } from './harness/traffic.ts'

const TIMES = 3
const RECOVERY_MS = 30_000

/** Waits until traffic flows; `what` was done to it before. */
export async function untilFlowing({ pusher, check }: Ground, what: string): Promise<number> {
  const started = performance.now()
  const before = pusher.acked.length
  const flowing = await until(() => pusher.acked.length > before + 100, RECOVERY_MS)
  check(flowing, `${what}: no 100 acknowledgements within ${RECOVERY_MS / 1000} s`)
  return performance.now() - started
}

/** The server keeps running; it answers 503 while Postgres is away and goes on by itself. */
export const postgresRestarted: Fault = {
  id: 'F3',
  title: 'Postgres restarted immediately, three times',
  async run(ground) {
    const { system, pusher, notes } = ground
    const { pid } = system.server
    const traffic = startTraffic(pusher, { prefix: 'C' })
    for (let time = 1; time <= TIMES; time += 1) {
      await untilFlowing(ground, `before restart ${time}`)
      await system.postgres.restart('immediate')
    }
    const recovery = await untilFlowing(ground, 'after the last restart')
    await traffic.stop()
    expectSurvivors(ground, pid)
    notes.push(
      `${pusher.acked.length} messages, ${pusher.count('503')} × 503, flowing ${Math.round(recovery)} ms after`,
    )
  },
}

/** Neither process may have ended: they recover, nobody restarts them. */
export function expectSurvivors({ system, check }: Ground, serverPid: number | undefined): void {
  const { server, worker, dataFolder } = system
  const lived = server.crashes === 0 && server.pid === serverPid
  check(lived, `the server ended by itself: ${lived || lastCry(dataFolder, 'server')}`)
  check(worker.crashes === 0, `the worker ended by itself: ${worker.crashes === 0 || lastCry(dataFolder, 'worker')}`)
}

/** What Node itself wrote when the process died; our own lines are JSON. */
function lastCry(dataFolder: string, part: string): string {
  const lines = readFileSync(join(dataFolder, 'logs', `${part}.log`), 'utf8').split('\n')
  return lines
    .filter((line) => line !== '' && !line.startsWith('{"level"'))
    .slice(-24)
    .join(' ⏎ ')
}

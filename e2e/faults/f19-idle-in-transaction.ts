import postgres from 'postgres'
import { until } from '../../scripts/processes.ts'
import { expectSurvivors, untilFlowing } from './f03-postgres-restarted.ts'
import type { Fault } from './fault.ts'
import type { Ground } from './harness/ground.ts'
import { startTraffic } from './harness/traffic.ts'

const HELD = 20
const HELD_MS = 30_000
const MOVES = 100

/** Somebody's session has locked orders and sleeps: all other orders go on, and these once it is gone. */
export const idleInTransaction: Fault = {
  id: 'F19',
  title: 'a session that sleeps for 30 s in a transaction on orders in motion',
  async run(ground) {
    const { system, pusher, owner, notes, check } = ground
    const { pid } = system.server
    const traffic = startTraffic(pusher, { prefix: 'I', rate: 100 })
    await untilFlowing(ground, 'before')
    const sleeper = postgres(system.ownerUrl, { max: 1, onnotice: () => {} })
    await sleeper.begin(async (tx) => {
      const held =
        await tx`SELECT id FROM orders WHERE state <> 'completed' ORDER BY updated_at DESC LIMIT ${HELD} FOR UPDATE`
      check(held.length === HELD, `only ${held.length} orders to hold`)
      await expectOthersMove(
        ground,
        held.map((row) => row.id as string),
      )
    })
    await sleeper.end({ timeout: 2 })
    await untilFlowing(ground, 'after')
    await traffic.stop()
    expectSurvivors(ground, pid)
    const [row] = await owner<{ count: number }[]>`SELECT count(*)::int AS count FROM order_events`
    notes.push(`${pusher.acked.length} messages, ${row?.count} moves, ${pusher.count('503')} × 503`)
  },
}

async function expectOthersMove({ owner, check, notes }: Ground, held: readonly string[]): Promise<void> {
  const started = performance.now()
  const moves = async () => {
    const [row] = await owner<
      { seen: number }[]
    >`SELECT count(*)::int AS seen FROM order_events WHERE order_id <> ALL(${held as string[]})`
    return row?.seen ?? 0
  }
  const before = await moves()
  const moved = await until(async () => (await moves()) > before + MOVES, HELD_MS)
  check(moved, `the orders that nobody holds moved ${(await moves()) - before} times in ${HELD_MS / 1000} s`)
  notes.push(`${MOVES} moves of others in ${Math.round(performance.now() - started)} ms`)
  await until(() => performance.now() > started + HELD_MS, HELD_MS)
}

import { type OwnShopEvent, orderEvent } from '@baton/platforms/standard-webhooks'
import type postgres from 'postgres'
import type { Fault } from './fault.ts'
import type { Ground } from './harness/ground.ts'
import { isAck, type Push } from './harness/pusher.ts'
import { quiet } from './harness/quiet.ts'
import { douyinPush, orderAt, ownShopPush, pushesOf } from './harness/stories.ts'

const TIMES = 5
const MINUTE = 60_000

/** A replay in time hears what the first one heard and changes nothing; outside the scheme's window it is refused. */
export const replayedPush: Fault = {
  id: 'F16',
  title: 'replayed webhook',
  async run(ground) {
    await replayInTime(ground)
    await replayOutsideWindow(ground)
    await replayWithoutTimestamp(ground)
  },
}

/** The very same bytes and headers, again and again. */
async function replayInTime(ground: Ground): Promise<void> {
  const { pusher, owner, check, notes } = ground
  const story = { orderNumber: 'R1', born: new Date(Date.now() - 60 * MINUTE), signedBy: 'status' } as const
  const signed = pushesOf(story).map((push) => frozen(push))
  for (const push of signed) await pusher.deliver(push)
  check((await quiet(owner)) === null, 'no quiet before the replays')
  const movesBefore = await movesOf(owner)
  for (const push of signed) await replay(ground, push)
  check((await quiet(owner)) === null, 'no quiet after the replays')
  const [told] = await owner<{ repeats: number; verdicts: string[] }[]>`
    SELECT sum(repeats)::int AS repeats,
      (SELECT array_agg(DISTINCT verdict) FROM attempts WHERE reason = 'same_message') AS verdicts
    FROM channel_events WHERE order_number = 'R1'`
  const moves = await movesOf(owner)
  check(moves > 0 && moves === movesBefore, `the order moved ${movesBefore} times, and ${moves} after the replays`)
  check(told?.repeats === signed.length * TIMES, `${told?.repeats} repeats counted of ${signed.length * TIMES}`)
  check(told?.verdicts?.join() === 'duplicate', `a replay's verdicts are ${told?.verdicts}`)
  notes.push(`${pusher.count('200')} acknowledgements for ${moves} moves`)
}

async function movesOf(owner: postgres.Sql): Promise<number> {
  const [row] = await owner<{ moves: number }[]>`
    SELECT count(*)::int AS moves FROM order_events e JOIN orders o ON o.id = e.order_id WHERE o.native_number = 'R1'`
  return row?.moves ?? 0
}

/** The same signature however often it is sent. */
function frozen(push: Push): Push {
  const signed = push.sign()
  return { ...push, sign: () => signed }
}

async function replay({ pusher, check }: Ground, push: Push): Promise<void> {
  for (let time = 1; time <= TIMES; time += 1) {
    const reply = await pusher.once(push)
    check(isAck(push.platform, reply), `replay ${time} of ${push.key} heard ${JSON.stringify(reply)}`)
  }
}

/** Six minutes late or early: refused and counted, and nothing of it is kept. */
async function replayOutsideWindow({ pusher, owner, check }: Ground): Promise<void> {
  const story = { orderNumber: 'R2', born: new Date(Date.now() - 60 * MINUTE), signedBy: 'status' } as const
  const event: OwnShopEvent = orderEvent('order.updated', orderAt(story, 1), new Date())
  for (const minutes of [-6, 6]) {
    const push = ownShopPush(`R2.${minutes}`, event, { sentAt: new Date(Date.now() + minutes * MINUTE) })
    const reply = await pusher.post('own-shop', push.sign())
    check(reply.kind === 'answered' && reply.status === 401, `${minutes} min heard ${JSON.stringify(reply)}`)
  }
  for (const minutes of [-4, 4]) {
    const push = ownShopPush(`R2.${minutes}`, event, { sentAt: new Date(Date.now() + minutes * MINUTE) })
    check(isAck('own-shop', await pusher.once(push)), `${minutes} min is within the window and was not acknowledged`)
  }
  const kept = await owner`SELECT key FROM channel_events WHERE key IN ('R2.-6', 'R2.6')`
  check(kept.length === 0, 'a message from outside the window was kept')
}

/** Douyin signs no time: a replay is acknowledged in its own words for ever, and is a duplicate. */
async function replayWithoutTimestamp(ground: Ground): Promise<void> {
  const { owner, check } = ground
  const push = frozen(douyinPush('4705000000000000001', '4705000000000000001::101:1'))
  await ground.pusher.deliver(push)
  await replay(ground, push)
  check((await quiet(owner)) === null, 'no quiet after the Douyin replays')
  const rows = await owner<{ repeats: number; moves: number }[]>`
    SELECT e.repeats, (SELECT count(*)::int FROM order_events o WHERE o.order_id = e.order_id) AS moves
    FROM channel_events e WHERE e.order_number = '4705000000000000001'`
  check(rows.length === 1, `Douyin's message is kept ${rows.length} times`)
  check(rows[0]?.repeats === TIMES && rows[0].moves === 1, `Douyin's message: ${JSON.stringify(rows)}`)
}

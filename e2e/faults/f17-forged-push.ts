import type { HttpPush } from '@baton/platforms'
import { orderEvent } from '@baton/platforms/standard-webhooks'
import { until } from '../../scripts/processes.ts'
import { OWN_SHOP_SECRET } from '../bench/harness/world.ts'
import { callApi, signIn } from '../session.ts'
import type { Fault } from './fault.ts'
import type { Ground } from './harness/ground.ts'
import { isAck, type Push } from './harness/pusher.ts'
import { douyinPush, orderAt, ownShopPush } from './harness/stories.ts'

const NEW_SECRET = `whsec_${Buffer.from('rotated rotated rotated rotated!').toString('base64')}`
const WRONG_SECRET = `whsec_${Buffer.from('nobody nobody nobody nobody no 1').toString('base64')}`
/** A changed secret is in force after this long. */
const ROTATION_MS = 3000

/** Only who holds the secret is heard; every forgery is refused and counted; a rotation loses nothing. */
export const forgedPush: Fault = {
  id: 'F17',
  title: 'tampered signatures, rotated keys',
  async run(ground) {
    const forged = await forge(ground)
    await rotate(ground)
    await countRefusals(ground, forged)
  },
}

const story = { orderNumber: 'S1', born: new Date(Date.now() - 3_600_000), signedBy: 'status' } as const

function pushBy(key: string, ...secrets: string[]): Push {
  return ownShopPush(key, orderEvent('order.updated', orderAt(story, 1), story.born), { secrets })
}

/** Every way to forge, with the status it must hear. Returns how many there were. */
async function forge({ pusher, check, owner, notes }: Ground): Promise<number> {
  const good = pushBy('forged', OWN_SHOP_SECRET).sign()
  const douyin = douyinPush('4705000000000000099', 'forged-douyin').sign()
  const body = Buffer.from(good.body).toString('utf8').replace('"amountFen":25800', '"amountFen":1')
  const forgeries: Record<string, HttpPush> = {
    'wrong secret': pushBy('forged', WRONG_SECRET).sign(),
    'body changed after signing': { ...good, body: Buffer.from(body) },
    'id changed after signing': withHeader(good, 'webhook-id', 'forged-2'),
    'time changed after signing': withHeader(good, 'webhook-timestamp', String(Math.floor(Date.now() / 1000) - 1)),
    'signature cut': withHeader(good, 'webhook-signature', (good.headers['webhook-signature'] ?? '').slice(0, -2)),
    'another version': withHeader(
      good,
      'webhook-signature',
      (good.headers['webhook-signature'] ?? '').replace('v1', 'v2'),
    ),
    'no signature': withHeader(good, 'webhook-signature', null),
    'no id': withHeader(good, 'webhook-id', null),
    'no time': withHeader(good, 'webhook-timestamp', null),
    'a time that is none': withHeader(good, 'webhook-timestamp', 'now'),
  }
  const douyinForgeries: Record<string, HttpPush> = {
    'Douyin body changed': { ...douyin, body: Buffer.concat([douyin.body, Buffer.from(' ')]) },
    'Douyin without sign': withHeader(douyin, 'event-sign', null),
    'Douyin for another app': withHeader(douyin, 'app-id', '7100000000000000002'),
  }
  for (const [platform, set] of [
    ['own-shop', forgeries],
    ['douyin', douyinForgeries],
  ] as const)
    for (const [name, forgery] of Object.entries(set)) {
      const reply = await pusher.post(platform, forgery)
      const refused = reply.kind === 'answered' && (reply.status === 401 || reply.status === 400)
      check(refused, `${name}: heard ${JSON.stringify(reply)}`)
    }
  const kept = await owner`SELECT key FROM channel_events`
  check(kept.length === 0, `${kept.length} forgeries were kept`)
  const count = Object.keys(forgeries).length + Object.keys(douyinForgeries).length
  notes.push(`${count} forgeries refused`)
  return count
}

function withHeader(push: HttpPush, name: string, value: string | null): HttpPush {
  const { [name]: _old, ...headers } = push.headers
  return { ...push, headers: value === null ? headers : { ...headers, [name]: value } }
}

/** The sender signs with both secrets while the shop changes over; no message is lost on the way. */
async function rotate(ground: Ground): Promise<void> {
  const { system, owner, pusher, check, notes } = ground
  check(isAck('own-shop', await pusher.once(pushBy('before', OWN_SHOP_SECRET))), 'the old secret was not heard')
  const both = async (key: string) => isAck('own-shop', await pusher.once(pushBy(key, NEW_SECRET, OWN_SHOP_SECRET)))
  check(await both('both-before'), 'two signatures, the old one ours: refused')
  const [app] = await owner<{ id: string; name: string }[]>`
    SELECT id, name FROM channel_apps WHERE platform = 'own-shop'`
  const cookie = await signIn(system, 'admin')
  const input = { id: app?.id, platform: 'own-shop', name: app?.name, fields: { secret: NEW_SECRET } }
  await callApi(system, cookie, { path: 'channels.save', input })
  const saved = performance.now()
  let sent = 0
  const heard = async () => {
    sent += 1
    check(await both(`both-${sent}`), `message ${sent} under both secrets was refused during the rotation`)
    return isAck('own-shop', await pusher.once(pushBy('after', NEW_SECRET)))
  }
  const inForce = await until(heard, ROTATION_MS)
  check(inForce, `the new secret is not in force after ${ROTATION_MS} ms`)
  notes.push(`new secret in force after ${Math.round(performance.now() - saved)} ms`)
  const old = await pusher.post('own-shop', pushBy('too-late', OWN_SHOP_SECRET).sign())
  check(old.kind === 'answered' && old.status === 401, `the old secret still opens: ${JSON.stringify(old)}`)
}

/** What was refused is counted, by reason. */
async function countRefusals({ owner, pusher, check }: Ground, forged: number): Promise<void> {
  const refused = pusher.count('401') + pusher.count('400')
  check(refused >= forged, `${refused} refusals heard for ${forged} forgeries`)
  const counted = async () => {
    const [row] = await owner<{ count: number }[]>`SELECT coalesce(sum(count), 0)::int AS count FROM push_refusals`
    return row?.count === refused
  }
  const rows = await owner`SELECT DISTINCT reason FROM push_refusals ORDER BY reason`
  check(await until(counted, 5000), `push_refusals does not count the ${refused} refusals`)
  const reasons = rows.map((row) => row.reason).join(', ')
  check(reasons === 'malformed, receiver_wrong, signature_missing, signature_wrong', `reasons counted: ${reasons}`)
}

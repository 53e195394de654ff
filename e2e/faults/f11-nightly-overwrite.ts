import type { ErpView, RefusalBurstView } from '@baton/contract'
import { until } from '../../scripts/processes.ts'
import { callApi, signIn } from '../session.ts'
import type { Fault } from './fault.ts'
import { DatabaseConnector } from './harness/database-connector.ts'
import { ErpScript } from './harness/erp.ts'
import type { Ground } from './harness/ground.ts'
import { quiet } from './harness/quiet.ts'
import { pushesOf, type Story } from './harness/stories.ts'

const ORDERS = 237
const AT_ONCE = 100
const CALLBACKS = 3
/** Longer than the wait of the job that gathers refusals. */
const GATHERED_MS = 75_000

/**
 * The 02:15 case: a script overwrites every order with 待发货, shipped or not, on two nights, once by the API and once by
 * an import, while each carrier callback arrives three times; on the second night a database connector does the same. Nothing
 * moves; every write is refused and listed; one burst a source says so; and the source can be paused.
 */
export const nightlyOverwrite: Fault = {
  id: 'F11',
  title: 'the 02:15 overwrite of 237 shipped orders on two nights',
  async run(ground) {
    const born = new Date(Date.now() - 6 * 3_600_000)
    const stories = Array.from({ length: ORDERS }, (_, index): Story => {
      return { orderNumber: `NIGHT-${index}`, born, signedBy: 'trace' }
    })
    await ship(ground, stories)
    const cookie = await signIn(ground.system, 'ops')
    const grants = ['to_ship', 'packing', 'shipped'] as const
    const api = await ErpScript.create(ground.system, cookie, { name: 'ERP 夜间同步', grants: [...grants] })
    const csv = await ErpScript.create(ground.system, cookie, { name: 'CSV 导入', grants: [...grants] })
    const connector = await DatabaseConnector.create(ground.system, cookie, { name: '中间表', grants: [...grants] })
    const before = await standing(ground)
    await firstNight(ground, api, stories)
    await secondNight(ground, csv, stories)
    await throughTheDatabase(ground, connector, stories)
    ground.check((await quiet(ground.owner)) === null, 'no quiet after the nights')
    await nothingMoved(ground, before)
    await burstsTell(ground, cookie)
    await paused(ground, { cookie, script: api, story: stories[0] })
    await pausedConnector(ground, { cookie, connector, story: stories[0] })
    await connector.close()
  },
}

/** All chapters up to the shipment, many orders at a time. */
async function ship({ pusher, owner, check }: Ground, stories: readonly Story[]): Promise<void> {
  for (let chapter = 0; chapter < 4; chapter += 1)
    await Promise.all(
      stories.map(async (story) => {
        const push = pushesOf(story)[chapter]
        if (push) await pusher.deliver(push)
      }),
    )
  check((await quiet(owner)) === null, 'no quiet after shipping')
}

async function callbacks({ pusher }: Ground, stories: readonly Story[]): Promise<void> {
  for (const story of stories)
    for (const push of pushesOf(story).slice(4))
      for (let time = 0; time < CALLBACKS; time += 1) await pusher.deliver(push)
}

async function firstNight(ground: Ground, script: ErpScript, stories: readonly Story[]): Promise<void> {
  const carriers = callbacks(ground, stories)
  let locked = 0
  for (let from = 0; from < ORDERS; from += AT_ONCE) {
    const writes = stories.slice(from, from + AT_ONCE).map(({ orderNumber }) => {
      return { order: { number: orderNumber }, report: { kind: 'status', to: 'to_ship' } }
    })
    const { results } = await script.write(`night-1-${from}`, writes)
    locked += results.filter((one) => one.code === 'ORDER_LOCKED').length
  }
  await carriers
  ground.check(locked === ORDERS, `the first night heard "locked" ${locked} times`)
}

async function secondNight(ground: Ground, script: ErpScript, stories: readonly Story[]): Promise<void> {
  const csv = ['order,status', ...stories.map(({ orderNumber }) => `${orderNumber},to_ship`)].join('\n')
  const { status, results } = await script.importCsv('night-2', csv)
  const locked = results.filter((one) => one.code === 'ORDER_LOCKED').length
  const isRefused = status === 200 && locked === ORDERS
  ground.check(isRefused, `the import was answered ${status} and heard "locked" ${locked} times`)
}

/** One statement without a condition, as the script of an ERP that knows only tables. */
async function throughTheDatabase(
  ground: Ground,
  connector: DatabaseConnector,
  stories: readonly Story[],
): Promise<void> {
  const rows = stories.map(({ orderNumber }) => ({ key: `night-2/${orderNumber}`, orderNumber }))
  const outcomes = await connector.overwrite(rows)
  const locked = outcomes.filter((one) => one.code === 'ORDER_LOCKED' && one.verdict === 'locked').length
  ground.check(locked === ORDERS, `the connector read "locked" ${locked} times`)
}

interface Standing {
  readonly id: string
  readonly state: string
}

async function standing({ owner }: Ground): Promise<readonly Standing[]> {
  return owner<Standing[]>`SELECT id, state FROM orders WHERE native_number LIKE 'NIGHT-%' ORDER BY id`
}

async function nothingMoved(ground: Ground, before: readonly Standing[]): Promise<void> {
  const { owner, check, notes } = ground
  const [told] = await owner<{ refused: number; connected: number; moved: number; nameless: number }[]>`
    SELECT count(*) FILTER (WHERE verdict = 'locked' AND e.kind = 'api')::int AS refused,
      count(*) FILTER (WHERE verdict = 'locked' AND e.kind = 'database')::int AS connected,
      count(*) FILTER (WHERE verdict = 'applied')::int AS moved,
      count(*) FILTER (WHERE address IS NULL OR before IS NULL OR reason IS NULL)::int AS nameless
    FROM attempts JOIN erps e ON e.id = app_id WHERE actor_kind = 'erp'`
  check(told?.refused === 2 * ORDERS, `${told?.refused} refusals are recorded`)
  check(told?.connected === ORDERS, `${told?.connected} refusals of the database connector are recorded`)
  check(told?.moved === 0, `${told?.moved} writes took effect`)
  check(told?.nameless === 0, `${told?.nameless} refusals do not tell who, why and what was there`)
  const after = await standing(ground)
  check(JSON.stringify(after) === JSON.stringify(before), 'an order stands elsewhere than before the nights')
  check(after.length === ORDERS && after.every((one) => one.state === 'shipped'), 'not every order is shipped')
  notes.push(`${told?.refused} refused and ${told?.connected} of the database connector, ${told?.moved} moved`)
}

/** One burst and one alert for each source, not one for each order. */
async function burstsTell({ system, owner, check, notes }: Ground, cookie: string): Promise<void> {
  let bursts: readonly RefusalBurstView[] = []
  await until(async () => {
    bursts = await callApi<readonly RefusalBurstView[]>(system, cookie, { path: 'erp.bursts' })
    return bursts.reduce((sum, burst) => sum + burst.count, 0) >= 3 * ORDERS
  }, GATHERED_MS)
  check(bursts.length === 3, `${bursts.length} bursts for three sources`)
  for (const burst of bursts) {
    const isWhole = burst.count === ORDERS && burst.orders.length === ORDERS
    check(isWhole, `${burst.source}: ${burst.count} refusals of ${burst.orders.length} orders`)
    const saysWhy = burst.addresses.length > 0 && burst.reasons.join() === 'backward_after_shipping'
    check(saysWhy, `${burst.source} does not say whence or why`)
  }
  const alerts = () => owner`SELECT FROM alerts WHERE kind = 'refusal_burst' AND count = ${ORDERS}`
  check(await until(async () => (await alerts()).length === 3, GATHERED_MS), 'not one alert for each source')
  notes.push(`${bursts.length} bursts, ${(await alerts()).length} alerts`)
}

/** Paused, its next write is kept and changes nothing. */
async function paused(
  { system, owner, check }: Ground,
  { cookie, script, story }: { cookie: string; script: ErpScript; story: Story | undefined },
): Promise<void> {
  await callApi(system, cookie, { path: 'erp.pause', input: { id: script.id, paused: true } })
  const write = { order: { number: story?.orderNumber }, report: { kind: 'status', to: 'to_ship' } }
  const { status } = await script.write('night-3', [write])
  const [kept] = await owner<{ kept: number; attempts: number }[]>`
    SELECT (SELECT count(*)::int FROM erp_requests WHERE results IS NULL) AS kept,
      (SELECT count(*)::int FROM attempts WHERE actor_kind = 'erp') AS attempts`
  check(status === 202 && kept?.kept === 1, `a paused source is answered ${status}, ${kept?.kept} requests are kept`)
  check(kept?.attempts === 3 * ORDERS, 'a write of a paused source took effect')
}

/** Paused, its next row stays in the table and changes nothing; resumed, it is refused like the others. */
async function pausedConnector(
  { system, check }: Ground,
  { cookie, connector, story }: { cookie: string; connector: DatabaseConnector; story: Story | undefined },
): Promise<void> {
  const { id } = connector
  await callApi(system, cookie, { path: 'erp.pause', input: { id, paused: true } })
  const row = { key: 'night-3', orderNumber: story?.orderNumber ?? '' }
  await connector.write([row])
  const erps = await callApi<readonly ErpView[]>(system, cookie, { path: 'erp.list' })
  const { kept } = erps.find((one) => one.id === id) ?? {}
  check(kept === 1, `${kept} rows of a paused connector are kept`)
  await callApi(system, cookie, { path: 'erp.pause', input: { id, paused: false } })
  const [outcome] = await connector.decided([row.key])
  check(outcome?.code === 'ORDER_LOCKED', `a row that was kept is answered ${outcome?.code}`)
}

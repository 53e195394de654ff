import { randomUUID } from 'node:crypto'
import { ORDER_STATE_RANK, STATUS_MEANING, StandardStatus } from '@baton/contract'
import type { AfterSaleSnapshot, OrderSnapshot } from '@baton/platforms'
import { orderEvent, pushOwnShop, traceEvent } from '@baton/platforms/standard-webhooks'
import fc from 'fast-check'
import { OWN_SHOP_SECRET } from '../../testing/own-shop.ts'
import { aSnapshot } from '../../testing/snapshot.ts'
import type { Break } from '../breaks.ts'
import { command, mishap, which } from '../command.ts'
import { type Model, type ModelOrder, pick, type Saying } from '../model.ts'
import type { World } from '../world.ts'
import { apply } from './apply.ts'

/** A word of the shop that nobody gave a meaning yet. */
export const NEW_WORD = '备货中'

type Told = Partial<OrderSnapshot>
interface Around {
  readonly now: Date
  readonly order: ModelOrder
  readonly truth: OrderSnapshot
  /** Which of its waybills. */
  readonly waybill: string
}

/** What may happen to an order at its shop. */
const CHANGES = {
  pay: ({ now }) => ({ nativeStatus: 'to_ship', paidAt: now }),
  freeze: () => ({ nativeStatus: 'paid_held' }),
  thaw: () => ({ nativeStatus: 'to_ship' }),
  risk: ({ truth }) => ({ holds: truth.holds.length > 0 ? [] : ['risk'] }),
  newWord: () => ({ nativeStatus: NEW_WORD }),
  waybill: (around) => ({ parcels: withParcel(around) }),
  partShip: (around) => ({ nativeStatus: 'part_shipped', shippedAt: around.now, parcels: withParcel(around) }),
  ship: (around) => ({ nativeStatus: 'shipped', shippedAt: around.now, parcels: withParcel(around) }),
  sign: () => ({ nativeStatus: 'signed' }),
  end: () => ({ nativeStatus: 'done' }),
  cancel: () => ({ nativeStatus: 'cancelled' }),
  /** The script that overwrites everything. */
  overwrite: () => ({ nativeStatus: 'to_ship' }),
  askRefund: (around) => ({ afterSales: [afterSale(around, 'requested')] }),
  refuseRefund: (around) => ({ afterSales: [afterSale(around, 'rejected')] }),
  refund: (around) => ({ nativeStatus: 'refunded', afterSales: [afterSale(around, 'refunded')] }),
  memo: ({ now }) => ({ sellerMemo: `加急 ${now.getTime()}` }),
  address: ({ truth, now }) => ({
    receiver: truth.receiver && { ...truth.receiver, address: `${now.getTime()} 号***` },
  }),
  promise: ({ now }) => ({ shipBy: new Date(now.getTime() + 48 * 3_600_000) }),
} as const satisfies Record<string, (around: Around) => Told>
type Change = keyof typeof CHANGES
/** What lets an order go on comes more often than what ends it. */
const NAMES = [
  ...(Object.keys(CHANGES) as Change[]),
  ...(['thaw', 'pay', 'memo', 'promise', 'waybill', 'waybill'] as const),
]

function withParcel({ truth, waybill }: Around): OrderSnapshot['parcels'] {
  if (truth.parcels.some((one) => one.waybill === waybill)) return truth.parcels
  return [...truth.parcels, { carrier: 'SF', waybill, lineNumbers: [] }]
}

function afterSale({ order, now }: Around, nativeStatus: string): AfterSaleSnapshot {
  return {
    ...{ afterSaleNumber: `R-${order.number}`, orderNumber: order.number, kind: 'refund_only', nativeStatus },
    ...{ version: now.getTime(), amountFen: 100, wholeOrder: true, respondBy: null },
  }
}

/** The shop changes an order of its own, and has something to say. */
function change(model: Model, order: ModelOrder, told: (truth: OrderSnapshot, now: Date) => Told, now: Date): Saying {
  const version = Math.max(now.getTime(), (order.truth?.version ?? 0) + 1000)
  const before = order.truth ?? aSnapshot({ orderNumber: order.number, createdAt: now, paidAt: now })
  const truth = { ...before, ...told(before, new Date(version)), version }
  order.truth = truth
  const saying: Saying = { id: randomUUID(), isKept: false, snapshot: truth }
  model.sayings.push(saying)
  return saying
}

/** One message arrives: for the first time, or once more. */
export async function deliver(model: Model, world: World, saying: Saying, broken: Break | null): Promise<void> {
  const event =
    'snapshot' in saying
      ? orderEvent('order.updated', saying.snapshot, new Date(saying.snapshot.version))
      : traceEvent(saying.trace)
  const push = pushOwnShop([OWN_SHOP_SECRET], { id: saying.id, event, sentAt: world.now })
  const at = { platform: 'own-shop', pushKey: world.shop.pushKey } as const
  const received = await world.surely(broken, ({ receiver }) => receiver.receive(at, push, '192.0.2.1'))
  if (received.kind !== 'answered' || received.answer.status >= 300)
    throw new Error(`refused: ${JSON.stringify(received)}`)
  saying.isKept = true
  if (!('snapshot' in saying)) return
  const order = model.orders.find((one) => one.number === saying.snapshot.orderNumber)
  if (order && saying.snapshot.version > (order.kept?.version ?? 0)) order.kept = saying.snapshot
}

/** What becomes of a message at first: it may be late, or wait to be applied. */
export type Fate = 'late' | 'kept' | 'applied'
export const fate: fc.Arbitrary<Fate> = fc.constantFrom('late', 'kept', 'applied', 'applied', 'applied')

export async function follow(
  model: Model,
  world: World,
  { saying, fate, broken }: { saying: Saying; fate: Fate; broken: Break | null },
): Promise<void> {
  if (fate !== 'late') await deliver(model, world, saying, broken)
  if (fate === 'applied') await apply(model, world, null)
}

/** What the shop was told becomes its own truth, of which it then speaks. */
export function echo(model: Model, { outside, now }: World): void {
  for (const { event } of outside.heard.slice(model.echoed)) {
    const order = model.orders.find((one) => one.number === event.data.orderNumber)
    if (!order?.truth) throw new Error(`the shop was told of an order that it never had: ${event.data.orderNumber}`)
    const { truth } = order
    const status = event.type === 'order.cancelled' ? 'cancelled' : event.data.isLast ? 'shipped' : 'part_shipped'
    const parcels = event.type === 'order.cancelled' ? [] : event.data.parcels
    const isNews = rankOf(status) > rankOf(truth.nativeStatus)
    const added = parcels.filter((one) => !truth.parcels.some((known) => known.waybill === one.waybill))
    if (!isNews && added.length === 0) continue
    const told = added.map(({ carrier, waybill }) => ({ carrier, waybill, lineNumbers: [] }))
    change(
      model,
      order,
      () => ({
        ...(isNews ? { nativeStatus: status, shippedAt: truth.shippedAt ?? now } : {}),
        parcels: [...truth.parcels, ...told],
      }),
      now,
    )
  }
  model.echoed = outside.heard.length
}

function rankOf(word: string): number {
  const known = StandardStatus.safeParse(word)
  return known.success ? ORDER_STATE_RANK[STATUS_MEANING[known.data].state] : 0
}

const says = command<{
  order: number
  unpaid: boolean
  what: Change
  waybill: number
  fate: Fate
  mishap: Break | null
}>(
  'shop says',
  {
    order: which,
    unpaid: fc.nat(3).map((one) => one === 3),
    what: fc.constantFrom(...NAMES),
    waybill: which,
    fate,
    mishap,
  },
  {
    async run(model, world, { order: at, unpaid, what, waybill, fate, mishap }) {
      const order = model.order(at)
      const first = (): Told => (unpaid ? { nativeStatus: 'pending_payment', paidAt: null } : {})
      const next = (truth: OrderSnapshot, now: Date): Told =>
        CHANGES[what]({ now, order, truth, waybill: pick(order.waybills, waybill) })
      const saying = change(model, order, order.truth === null ? first : next, world.now)
      await follow(model, world, { saying, fate, broken: mishap })
    },
  },
)

const arrives = command<{ back: number; mishap: Break | null }>(
  'message arrives',
  { back: fc.nat(9), mishap },
  {
    can: (model) => model.sayings.length > 0,
    run: (model, world, { back, mishap }) => deliver(model, world, pick(model.sayings.toReversed(), back), mishap),
  },
)

export const CHANNEL = [says, says, says, says, arrives, arrives]

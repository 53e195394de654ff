import { randomUUID } from 'node:crypto'
import { ORDER_STATE_RANK, STATUS_MEANING, StandardStatus } from '@baton/contract'
import type { AfterSaleSnapshot, OrderSnapshot } from '@baton/platforms'
import { orderEvent, pushOwnShop, traceEvent } from '@baton/platforms/standard-webhooks'
import { pushWeixinShop, weixinAfterSaleEvent, weixinOrderEvent } from '@baton/platforms/weixin-shop'
import fc from 'fast-check'
import { OWN_SHOP_SECRET } from '../../testing/own-shop.ts'
import { aSnapshot } from '../../testing/snapshot.ts'
import type { Break } from '../breaks.ts'
import { command, mishap, which } from '../command.ts'
import { HINTING_APP, type HintingShop } from '../gateway-outside.ts'
import { type Model, type ModelHint, type ModelOrder, pick, type Saying } from '../model.ts'
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
export type Change = keyof typeof CHANGES
/** What lets an order go on comes more often than what ends it. */
const NAMES = [
  ...(Object.keys(CHANGES) as Change[]),
  ...(['thaw', 'pay', 'memo', 'promise', 'waybill', 'waybill'] as const),
]

function withParcel({ truth, waybill }: Around): OrderSnapshot['parcels'] {
  if (truth.parcels.some((one) => one.waybill === waybill)) return truth.parcels
  return [...truth.parcels, { carrier: 'SF', waybill, lineNumbers: [] }]
}

/** The platform of a hinting shop has no word for some, ends no order of which no parcel is on its way, and asks once. */
function sayable({ truth }: ModelOrder, what: Change): Change {
  const sale = truth?.afterSales[0]?.nativeStatus
  if (what === 'risk' || (what === 'askRefund' && sale) || (what === 'refuseRefund' && sale === 'refunded'))
    return 'memo'
  if (what !== 'sign' && what !== 'end') return what
  return truth && truth.parcels.length > 0 ? 'end' : 'ship'
}

function afterSale({ order, now }: Around, nativeStatus: string): AfterSaleSnapshot {
  return {
    ...{ afterSaleNumber: `R-${order.number}`, orderNumber: order.number, kind: 'refund_only', nativeStatus },
    ...{ version: now.getTime(), amountFen: 100, wholeOrder: true, respondBy: null },
  }
}

/** The shop changes an order of its own, and has something to say. */
function change(model: Model, order: ModelOrder, told: (truth: OrderSnapshot, now: Date) => Told, now: Date): Saying {
  const version = Math.max(now.getTime(), (order.truth?.version ?? 0) + (order.isHinted ? 0 : 1000))
  const before = order.truth ?? aSnapshot({ orderNumber: order.number, createdAt: now, paidAt: now })
  const truth = { ...before, ...told(before, new Date(version)), version }
  order.truth = truth
  const saying = order.isHinted ? hint(before, truth) : { id: randomUUID(), isKept: false, snapshot: truth }
  model.sayings.push(saying)
  return saying
}

const HINT = 'channels_ec_order_ext_info_update'
const SALE_HINT = 'channels_ec_aftersale_update'

/** The platform names no message: sender, second, event and order do. Each hint has a sender of its own. */
function hint(before: OrderSnapshot, { orderNumber, version, afterSales }: OrderSnapshot): Saying {
  const [sender, at] = [randomUUID(), new Date(version)]
  const afterSale = afterSales === before.afterSales ? null : (afterSales[0] ?? null)
  const parts = [sender, at.getTime() / 1000, afterSale ? SALE_HINT : HINT, orderNumber]
  if (afterSale) parts.push(afterSale.afterSaleNumber, afterSale.nativeStatus)
  return { id: parts.join(':'), isKept: false, hint: { orderNumber, at, afterSale } }
}

/** The shop behind the gateway sells what the model says. */
export function hintingShop(model: Model, now: () => Date): HintingShop {
  return {
    find: (orderNumber) => model.numbered(orderNumber)?.truth ?? null,
    ship(orderNumber, parcels) {
      const order = model.numbered(orderNumber)
      const isOpen = order?.truth?.nativeStatus === 'to_ship' || order?.truth?.nativeStatus === 'part_shipped'
      if (!order || !isOpen) return false
      model.shipped.push(...parcels.map(({ waybill }) => ({ number: orderNumber, waybill, id: randomUUID() })))
      const told = (truth: OrderSnapshot, at: Date): Told => ({
        ...{ nativeStatus: 'shipped', shippedAt: truth.shippedAt ?? at, parcels: [...truth.parcels, ...parcels] },
      })
      change(model, order, told, now())
      return true
    },
  }
}

function pushOf(saying: Saying, { shop, hinting, now: sentAt }: World) {
  if ('hint' in saying) {
    const push = pushWeixinShop(HINTING_APP, hintEvent(saying), {
      ...{ sentAt, nonce: '1', random: new Uint8Array(16), openId: senderOf(saying) },
    })
    return { at: { platform: 'weixin-shop', pushKey: hinting.pushKey } as const, push }
  }
  const event =
    'snapshot' in saying
      ? orderEvent('order.updated', saying.snapshot, new Date(saying.snapshot.version))
      : traceEvent(saying.trace)
  const push = pushOwnShop([OWN_SHOP_SECRET], { id: saying.id, event, sentAt })
  return { at: { platform: 'own-shop', pushKey: shop.pushKey } as const, push }
}

function senderOf({ id }: Saying): string {
  return id.slice(0, id.indexOf(':'))
}

function hintEvent(saying: Saying & { readonly hint: ModelHint }) {
  const { orderNumber, at, afterSale } = saying.hint
  const base = { originalId: 'gh_1', openId: senderOf(saying), at, idAs: 'number' } as const
  return afterSale
    ? weixinAfterSaleEvent(afterSale, { ...base, idAs: 'string' })
    : weixinOrderEvent(HINT, { orderNumber }, base)
}

/** One message arrives: for the first time, or once more. */
export async function deliver(model: Model, world: World, saying: Saying, broken: Break | null): Promise<void> {
  const { at, push } = pushOf(saying, world)
  const received = await world.surely(broken, ({ receiver }) => receiver.receive(at, push, '192.0.2.1'))
  if (received.kind !== 'answered' || received.answer.status >= 300)
    throw new Error(`refused: ${JSON.stringify(received)}`)
  const isRepeat = saying.isKept
  saying.isKept = true
  if ('trace' in saying) return
  if ('snapshot' in saying) {
    const order = model.numbered(saying.snapshot.orderNumber)
    if (order && saying.snapshot.version > (order.kept?.version ?? 0)) order.kept = saying.snapshot
    return
  }
  const order = model.numbered(saying.hint.orderNumber)
  if (order && !isRepeat) order.kept = order.truth
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
    const order = model.numbered(event.data.orderNumber)
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

interface Happening {
  readonly order: ModelOrder
  readonly unpaid: boolean
  readonly what: Change
  readonly waybill: number
}

/** Somebody orders, or something happens to what they ordered. */
export function happen(model: Model, { now }: World, { order, unpaid, what: wanted, waybill }: Happening): Saying {
  const what = order.isHinted ? sayable(order, wanted) : wanted
  const first = (): Told => (unpaid ? { nativeStatus: 'pending_payment', paidAt: null } : {})
  const next = (truth: OrderSnapshot, at: Date): Told =>
    CHANGES[what]({ now: at, order, truth, waybill: pick(order.waybills, waybill) })
  return change(model, order, order.truth === null ? first : next, now)
}

/** Whatever may happen to an order. */
export const whatHappens = fc.constantFrom(...NAMES)

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
    what: whatHappens,
    waybill: which,
    fate,
    mishap,
  },
  {
    async run(model, world, { order: at, unpaid, what, waybill, fate, mishap }) {
      const saying = happen(model, world, { order: model.order(at), unpaid, what, waybill })
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

import type { AfterSaleState, PlatformId } from '@baton/contract'
import { chance, digits, whole } from '../seeded.ts'
import {
  type Change,
  hasLeft,
  hasOpenSale,
  type Order,
  platformOf,
  type Sale,
  type Stage,
  TRACE_STEPS,
} from './order.ts'
import { priceOf } from './price.ts'

const SECOND = 1000
const HOUR = 3_600_000

const isAt = (order: Order, ...stages: readonly Stage[]) => stages.includes(order.stage)
const saleIsAt = (order: Order, ...states: readonly AfterSaleState[]) =>
  order.sale !== null && states.includes(order.sale.state)
const travels = (order: Order) => isAt(order, 'shipped')

/** Whether the platform would let this happen now. */
const ALLOWED = {
  created: () => false,
  paid: (order) => isAt(order, 'created'),
  held: (order) => isAt(order, 'paid') && !order.held && canHold(order),
  released: (order) => order.held,
  address_changed: (order) => isAt(order, 'paid'),
  memo_changed: (order) => !isAt(order, 'closed', 'refunded'),
  part_shipped: (order) => isAt(order, 'paid') && shippable(order) && canSplit(order),
  shipped: (order) => isAt(order, 'paid', 'part_shipped') && shippable(order),
  picked_up: (order) => travels(order) && order.trace === null,
  in_transit: travels,
  dest_city: travels,
  out_for_delivery: travels,
  signed: travels,
  completed: (order) => isAt(order, 'signed') && !hasOpenSale(order),
  closed: (order) => isAt(order, 'created'),
  refund_requested: (order) => order.sale === null && !isAt(order, 'created', 'closed', 'refunded'),
  refund_approved: (order) => saleIsAt(order, 'requested'),
  goods_returning: (order) => saleIsAt(order, 'approved') && order.sale?.kind === 'return',
  refund_rejected: (order) => saleIsAt(order, 'requested', 'goods_returning'),
  refunded: (order) => saleIsAt(order, 'requested', 'approved', 'goods_returning'),
} as const satisfies Record<Change, (order: Order) => boolean>

export function isAllowed(order: Order, change: Change): boolean {
  return ALLOWED[change](order)
}

/** Pinduoduo ships an order in one piece, WooCommerce has no word for a part; a basket of one line cannot be split. */
export function canSplit(order: Order): boolean {
  return !['pinduoduo', 'woocommerce'].includes(platformOf(order)) && order.invoice.lines.length > 1
}

/** WeChat shops and Shopify's webhooks have no word for a paid order that must not be shipped. */
export function canHold(order: Order): boolean {
  return !['weixin-shop', 'shopify'].includes(platformOf(order))
}

function shippable(order: Order): boolean {
  return !order.held && !hasOpenSale(order)
}

/** Whether the platform's order changes at all; steps of a parcel are told by its carrier alone. */
export function touchesOrder(order: Order, change: Change): boolean {
  if ((TRACE_STEPS as readonly string[]).includes(change)) return false
  return !SILENT[platformOf(order)].includes(change)
}

/** A buyer writes a mail; the shop system hears of a refund when it is made. */
const BY_MAIL = ['refund_requested', 'refund_approved', 'goods_returning', 'refund_rejected'] as const

/** Changes that an order of the platform does not show. */
const SILENT = {
  taobao: ['signed'],
  pinduoduo: [],
  douyin: ['signed'],
  'weixin-shop': ['signed'],
  'own-shop': [],
  shopify: ['signed', 'completed', ...BY_MAIL],
  woocommerce: ['signed', 'completed', ...BY_MAIL],
} as const satisfies Record<PlatformId, readonly Change[]> as Record<PlatformId, readonly Change[]>

/** Makes the change at a wall-clock instant. The version grows by at least a second, the precision of most platforms. */
export function applyChange(order: Order, change: Change, wallNow: number): void {
  const at = Math.floor(wallNow / SECOND) * SECOND
  if (touchesOrder(order, change)) order.version = Math.max(at, order.version + SECOND)
  take(order, change, at)
  if (order.sale !== null && change !== 'memo_changed' && SALE_STATE[change] !== undefined) {
    order.sale.state = SALE_STATE[change]
    order.sale.version = order.version
    order.sale.respondBy = change === 'refund_requested' ? order.version + 48 * HOUR : null
  }
}

const SALE_STATE: Partial<Record<Change, AfterSaleState>> = {
  refund_requested: 'requested',
  refund_approved: 'approved',
  goods_returning: 'goods_returning',
  refund_rejected: 'rejected',
  refunded: 'refunded',
}

function take(order: Order, change: Change, at: number): void {
  switch (change) {
    case 'created':
    case 'refund_approved':
    case 'goods_returning':
    case 'refund_rejected':
      return
    case 'paid':
      order.stage = 'paid'
      order.paidAt = at
      return
    case 'held':
    case 'released':
      order.held = change === 'held'
      return
    case 'address_changed':
      order.addressVersion += 1
      return
    case 'memo_changed':
      order.memoVersion += 1
      return
    case 'part_shipped':
    case 'shipped':
      order.parcels += 1
      order.stage = change
      order.shippedAt ??= at
      return
    case 'picked_up':
    case 'in_transit':
    case 'dest_city':
    case 'out_for_delivery':
      order.trace = change
      return
    case 'signed':
    case 'completed':
    case 'closed':
      order.stage = change
      return
    case 'refund_requested':
      order.sale = saleOf(order)
      return
    case 'refunded':
      if (order.sale?.wholeOrder) order.stage = 'refunded'
      return
  }
}

/** The real cancellation of the invoice where there was one, otherwise the whole order. */
function saleOf(order: Order): Sale {
  const { cancellation, lines } = order.invoice
  const total = lines.reduce((sum, line) => sum + line.quantity * priceOf(order, line.priceFen), 0)
  const wholeOrder = cancellation?.wholeInvoice ?? true
  const returned = hasLeft(order) && chance(order.seed, 'return') < 0.7
  return {
    number: digits(order.seed, 'sale', platformOf(order) === 'pinduoduo' ? 10 : 18),
    kind: returned ? 'return' : 'refund_only',
    state: 'requested',
    amountFen: wholeOrder ? total : cancellation ? Math.min(total, priceOf(order, cancellation.amountFen)) : total,
    wholeOrder,
    version: order.version,
    respondBy: null,
  }
}

/** Hours within which the platform wants the order shipped, from its payment. */
export function hoursToShip(order: Order): number {
  return [24, 48, 48, 48, 72][whole(order.seed, 'ship-by', [0, 4])] ?? 48
}

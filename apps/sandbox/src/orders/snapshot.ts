import type { HoldReason, PlatformId } from '@baton/contract'
import type {
  AfterSaleSnapshot,
  OrderLineSnapshot,
  OrderSnapshot,
  ParcelSnapshot,
  ReturnParcel,
  TraceFact,
} from '@baton/platforms'
import { buyerOf } from '../buyers.ts'
import { catalogueItem, skuOf } from '../products.ts'
import { chance, digits, hash32, pick } from '../seeded.ts'
import { hoursToShip } from './apply-change.ts'
import { CARRIERS, carrierWord, type SandboxCarrier } from './carriers.ts'
import { nativeSaleStatus, nativeStatus } from './native-status.ts'
import { hasOpenSale, type Order, platformOf, type Sale, type TraceStep } from './order.ts'
import { paymentOf } from './payment.ts'
import { currencyOf, priceOf } from './price.ts'
import { sellersWords } from './sellers-words.ts'

const HOUR = 3_600_000
const BUYER_MEMOS = ['周末送', '请放丰巢柜', '送人的，麻烦包好一点', '尽快发货谢谢', '工作日送公司前台']

/** The order as its platform would tell it now. */
export function snapshotOf(order: Order): OrderSnapshot {
  const platform = platformOf(order)
  const buyer = buyerOf(platform, order.seed, order.addressVersion)
  const lines = linesOf(order)
  const payment = paymentOf(order)
  const hasShopNumber = platform === 'douyin' || platform === 'own-shop'
  return {
    orderNumber: order.number,
    shopNumber: hasShopNumber ? order.shop.nativeNumber : null,
    nativeStatus: nativeStatus(order),
    version: order.version,
    createdAt: new Date(order.createdAt),
    paidAt: dateOf(order.paidAt),
    shippedAt: dateOf(order.shippedAt),
    shipBy: order.paidAt === null || isOwnSystem(order) ? null : new Date(order.paidAt + hoursToShip(order) * HOUR),
    amountFen: lines.reduce((sum, line) => sum + line.quantity * line.priceFen, 0),
    currency: currencyOf(order),
    buyer: {
      id: platform === 'pinduoduo' ? null : buyer.id,
      nick: platform === 'taobao' || platform === 'own-shop' ? buyer.nick : null,
    },
    receiver: buyer.receiver,
    lines,
    parcels: parcelsOf(order, lines),
    holds: holdsOf(order),
    afterSales: order.sale === null || isUntold(order) ? [] : [saleSnapshotOf(order)],
    buyerMemo: chance(order.seed, 'memo') < 0.12 ? pick(order.seed, 'memo-text', BUYER_MEMOS) : null,
    ...sellersWords(order),
    ...(payment && { payment }),
  }
}

/** The order's after-sale as its platform would tell it now. Throws when there is none. */
export function saleSnapshotOf(order: Order): AfterSaleSnapshot {
  const { sale } = order
  if (sale === null) throw new RangeError('This order has no after-sale.')
  return {
    afterSaleNumber: sale.number,
    orderNumber: order.number,
    kind: sale.kind,
    nativeStatus: nativeSaleStatus(order, sale),
    version: sale.version,
    amountFen: sale.amountFen,
    wholeOrder: sale.wholeOrder,
    respondBy: dateOf(sale.respondBy),
    ...(hasSentBack(sale) && { returnParcel: returnParcelOf(order) }),
  }
}

/** The buyer tells the waybill as they send the goods back. */
function hasSentBack({ kind, state }: Sale): boolean {
  return kind === 'return' && (state === 'goods_returning' || state === 'goods_received' || state === 'refunded')
}

function returnParcelOf(order: Order): ReturnParcel {
  const carrier = pick(order.seed, 'return-carrier', CARRIERS)
  const waybill = `${carrier.prefix}${digits(order.seed, 'return-waybill', 13)}`
  return { carrier: returnWord(platformOf(order), carrier), waybill }
}

/** Taobao and Pinduoduo name the carrier of a return, where others give its code. */
function returnWord(platform: PlatformId, carrier: SandboxCarrier): string {
  return platform === 'taobao' || platform === 'pinduoduo' ? carrier.name : carrierWord(platform, carrier)
}

const TRACE_TEXTS = {
  picked_up: '快件已被揽收',
  in_transit: '快件已离开转运中心',
  dest_city: '快件已到达目的城市',
  out_for_delivery: '快递员正在派送',
  signed: '快件已签收',
} as const satisfies Record<TraceStep | 'signed', string>

/** One step of the order's last parcel, in the words of the contract. */
export function traceOf(order: Order, step: TraceStep | 'signed', at: Date): TraceFact {
  const parcel = parcelsOf(order, linesOf(order)).at(-1)
  return {
    orderNumber: order.number,
    carrier: parcel?.carrier ?? '',
    waybill: parcel?.waybill ?? '',
    nativeStatus: step,
    occurredAt: at,
    text: TRACE_TEXTS[step],
  }
}

export function lineNumbersOf(order: Order): readonly string[] {
  return linesOf(order).map((line) => line.lineNumber)
}

function linesOf(order: Order): readonly OrderLineSnapshot[] {
  const platform = platformOf(order)
  const shopSeed = hash32(0, order.shop.nativeNumber)
  return order.invoice.lines.map((line, at) => ({
    lineNumber: lineNumber(order, line.code, at),
    itemNumber: digits(shopSeed, `item:${line.code}`, platform === 'douyin' ? 19 : 12),
    sku: skuOf(line.code),
    title: catalogueItem(line.code)?.name ?? (line.description || line.code),
    quantity: line.quantity,
    priceFen: priceOf(order, line.priceFen),
  }))
}

/** Pinduoduo and WeChat shops number a line by its SKU, Taobao and Douyin by a number beside the order's. */
function lineNumber(order: Order, code: string, at: number): string {
  switch (platformOf(order)) {
    case 'pinduoduo':
    case 'weixin-shop':
      return digits(hash32(1, order.shop.nativeNumber), `sku:${code}`, 12)
    case 'taobao':
    case 'douyin':
      return String(BigInt(order.number) + BigInt(at + 1))
    case 'shopify':
    case 'woocommerce':
      return String(BigInt(order.number) * 100n + BigInt(at + 1))
    case 'own-shop':
      return `${order.number}-${at + 1}`
  }
}

/** The parcels of an order as its platform would tell them now. */
export function parcelsOfOrder(order: Order): readonly ParcelSnapshot[] {
  return parcelsOf(order, linesOf(order))
}

function parcelsOf(order: Order, lines: readonly OrderLineSnapshot[]): readonly ParcelSnapshot[] {
  // Core of WooCommerce has no field for a waybill.
  if (order.parcels === 0 || platformOf(order) === 'woocommerce') return []
  if (order.told.length > 0) return toldParcels(order, lines)
  const numbers = lines.map((line) => line.lineNumber)
  const split = order.parcels === 2 || order.stage === 'part_shipped'
  const half = split ? Math.ceil(numbers.length / 2) : numbers.length
  const parts = [numbers.slice(0, half), numbers.slice(half)].slice(0, order.parcels)
  const whole = platformOf(order) === 'pinduoduo'
  return parts.map((lineNumbers, at) => ({ ...waybillOf(order, at), lineNumbers: whole ? [] : lineNumbers }))
}

/** What the merchant told, and one invented parcel for lines that left without its word. */
function toldParcels(order: Order, lines: readonly OrderLineSnapshot[]): readonly ParcelSnapshot[] {
  const { told } = order
  if (order.parcels === told.length) return told
  const known = told.flatMap((parcel) => parcel.lineNumbers)
  const lineNumbers = lines.map((line) => line.lineNumber).filter((line) => !known.includes(line))
  return [...told, { ...waybillOf(order, 0), lineNumbers }]
}

function waybillOf(order: Order, at: number): { carrier: string; waybill: string } {
  const carrier = pick(order.seed, 'carrier', CARRIERS)
  const waybill = `${carrier.prefix}${digits(order.seed, `waybill:${at}`, 13)}`
  return { carrier: carrierWord(platformOf(order), carrier), waybill }
}

function holdsOf(order: Order): readonly HoldReason[] {
  const holds: HoldReason[] = []
  if (order.held && (platformOf(order) === 'pinduoduo' || platformOf(order) === 'own-shop')) holds.push('risk')
  if (hasOpenSale(order) && !isOwnSystem(order)) holds.push('refund_requested')
  return holds
}

/** Shop systems of the merchant's own: no legal limits, and a refund exists once it is made. */
function isOwnSystem(order: Order): boolean {
  return platformOf(order) === 'shopify' || platformOf(order) === 'woocommerce'
}

function isUntold(order: Order): boolean {
  return isOwnSystem(order) && order.sale?.state !== 'refunded'
}

function dateOf(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms)
}

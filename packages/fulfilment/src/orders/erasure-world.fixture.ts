import { randomUUID } from 'node:crypto'
import { mintedCode, type OrderActionResult, type StandardStatus } from '@baton/contract'
import type { OrderSnapshot } from '@baton/platforms'
import postgres from 'postgres'
import { saveWarehouse } from '../catalogue/index.ts'
import { applyPending } from '../channels/index.ts'
import { saveErp, takeWrites } from '../erp/index.ts'
import type { Context } from '../runtime/index.ts'
import { randomLetters } from '../runtime/random-letters.ts'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestClock } from '../testing/test-context.ts'
import { changeWarehouse, eraseBuyer, holdOrders, liftHolds, resolveInterception } from './index.ts'

const MINUTE = 60_000
export const PHONE = '13912345678'
/** Stands in every text that tells of the buyer. */
export const BUYER = 'UNICORN'
export const RECEIVER = {
  ...{ name: `${BUYER}先生`, phone: PHONE, province: '浙江省', city: '杭州市', district: '西湖区' },
  ...{ address: `${BUYER}路 1 号`, handle: null },
}

/** Every column in which a person can be read; what is sealed, and the archive, is not among them. */
export const EVERYWHERE = [
  'attempts.claimed',
  'customers.native_id',
  'delivery_attempts.answer',
  'delivery_attempts.request',
  'erp_inbox.writes.message',
  'erp_inbox.writes.note',
  'erp_requests.writes',
  'inspection_photos.image',
  'interceptions.note',
  'order_events.patch',
  'orders.buyer_memo',
  'orders.buyer_nick',
  'orders.receiver_mac',
  'orders.seller_flag_label',
  'orders.seller_memo',
  'orders.warehouse_reason',
  'print_jobs.document',
  'raw_events.body',
  'receivers.phone_mac',
  'receivers.tail_mac',
  'reviews.answer',
  'reviews.note',
  'scans.body',
  'shipment_traces.text',
  'shipments.trace_text',
]

/** An own shop whose buyer is named wherever a word can be written. */
export class ErasureWorld {
  readonly ctx: Context
  readonly clock: TestClock
  readonly shop: TestShop
  /** The owner's connection, for what only logins of a connector may write. */
  readonly owner: postgres.Sql
  readonly ownerUrl: string
  readonly close: () => Promise<void>
  private readonly warehouseId: string

  constructor(
    told: Pick<ErasureWorld, 'ctx' | 'clock' | 'shop' | 'owner' | 'ownerUrl' | 'close'> & { warehouseId: string },
  ) {
    this.ctx = told.ctx
    this.clock = told.clock
    this.shop = told.shop
    this.owner = told.owner
    this.ownerUrl = told.ownerUrl
    this.close = told.close
    this.warehouseId = told.warehouseId
  }

  async settle(): Promise<void> {
    while ((await applyPending(this.ctx, this.shop.apps)) > 0);
  }

  /** The channel tells how an order stands, with all that it knows of its buyer. */
  async tell(number: string, status: StandardStatus, more: Partial<OrderSnapshot> = {}): Promise<void> {
    this.clock.forward(MINUTE)
    const version = this.clock.at.getTime()
    const isOut = ['shipped', 'signed', 'done'].includes(status)
    const parcels = isOut ? [{ carrier: 'sf', waybill: `SF${number}0001`, lineNumbers: [] }] : []
    const person = { receiver: RECEIVER, buyer: { id: `${BUYER}-id`, nick: `${BUYER} nick` } }
    const memos = { buyerMemo: `for ${BUYER}`, sellerMemo: `of ${BUYER}` }
    const words = { ...memos, sellerFlag: 'red' as const, sellerFlagLabel: BUYER }
    const told = {
      nativeStatus: status,
      version,
      shippedAt: isOut ? this.clock.at : null,
      parcels,
      ...person,
      ...words,
    }
    await this.shop.push(`${number}-${version}`, aSnapshot({ orderNumber: number, ...told, ...more }))
    await this.settle()
  }

  async trace(number: string, text: string, nativeStatus: string): Promise<void> {
    this.clock.forward(MINUTE)
    const occurredAt = this.clock.at
    const parcel = { orderNumber: number, carrier: 'sf', waybill: `SF${number}0001` }
    await this.shop.pushTrace(`${number}-${nativeStatus}-${occurredAt.getTime()}`, {
      ...parcel,
      nativeStatus,
      text,
      occurredAt,
    })
    await this.settle()
  }

  async idOf(number: string): Promise<string> {
    const [row] = await this.ctx.sql<{ id: string }[]>`SELECT id FROM orders WHERE native_number = ${number}`
    return row?.id ?? ''
  }

  /** A whole life, in which everybody writes the buyer's name wherever words can be written. */
  async lifeOf(number: string): Promise<string> {
    const { ctx, warehouseId } = this
    await this.tell(number, 'pending_payment', { paidAt: null })
    await this.tell(number, 'to_ship', { receiver: { ...RECEIVER, address: `${BUYER}路 2 号` } })
    const id = await this.idOf(number)
    await holdOrders(ctx, { orders: { ids: [id] }, reason: 'risk', note: `asked ${BUYER}`, until: null })
    await liftHolds(ctx, { ids: [id], reason: 'risk' })
    await changeWarehouse(ctx, { ids: [id], to: warehouseId, reason: `${BUYER} lives there` })
    await this.erpHolds(number)
    await this.tell(number, 'shipped')
    await this.trace(number, `delivered to ${BUYER} ${PHONE}`, 'signed')
    await this.tell(number, 'done')
    return id
  }

  private async erpHolds(number: string): Promise<void> {
    const { ctx } = this
    const { id } = await saveErp(ctx, { name: `ERP ${number}`, grants: [], mayHold: true })
    const rights = { grants: [], mayHold: true, mayTellStock: false, mayTellProducts: false, mayGiveLinks: false }
    const report = { kind: 'hold' as const, reason: 'awaiting_review' as const, note: `call ${BUYER}` }
    const writes = [
      { order: { number }, report },
      { order: { number: 'another' }, report: { ...report, note: 'kept' } },
    ]
    const request = { key: number, body: Buffer.from(number), writes, address: '192.0.2.9' }
    await takeWrites(ctx, { id, name: `ERP ${number}`, ...rights, sign: () => ({}) }, request)
    await liftHolds(ctx, { ids: [await this.idOf(number)], reason: 'awaiting_review' })
  }

  /** What the floor, reviewers, printers and calls write of an order, as their verbs store it. */
  async writeBeside(id: string): Promise<void> {
    const { sql } = this.ctx
    const [device, scan, printer, now] = [randomUUID(), randomUUID(), randomUUID(), this.ctx.now()]
    await sql`
      INSERT INTO devices (id, kind, name, warehouse_id, created_at, created_by)
      VALUES (${device}, 'browser', ${device}, ${this.warehouseId}, ${now}, 'x')`
    await sql`
      INSERT INTO scans (id, device_id, seq, kind, body, device_at, occurred_at, received_at, answer, order_id)
      VALUES (${scan}, ${device}, 1, 'return_inspected', ${sql.json({ kind: 'return_inspected', note: `box of ${BUYER}` })},
        ${now}, ${now}, ${now}, 'ok', ${id})`
    await sql`
      INSERT INTO inspection_photos (id, scan_id, device_id, content_type, received_at, image)
      VALUES (${randomUUID()}, ${scan}, ${device}, 'image/jpeg', ${now}, ${Buffer.from(`label ${BUYER}`)})`
    await sql`
      INSERT INTO reviews (cause, order_id, other_name, answer, note, opened_at, resolved_at)
      VALUES ('claim', ${id}, 'x', ${BUYER}, ${BUYER}, ${now}, ${now})`
    const [task] = await sql<{ id: number }[]>`
      INSERT INTO interceptions (order_id, cause, seq, opened_at) VALUES (${id}, 'cancelled', 1, ${now}) RETURNING id`
    await resolveInterception(this.ctx, { id: String(task?.id), resolution: 'intercepted', note: `of ${BUYER}` })
    await sql`
      INSERT INTO printers (id, warehouse_id, name, host, port, language, created_at)
      VALUES (${printer}, ${this.warehouseId}, ${printer}, 'h', 1, 'zpl', ${now})`
    const workOrder = mintedCode('work_order', randomLetters(7))
    await sql`
      INSERT INTO after_sales (order_id, native_number, kind, state, native_status, version, amount_fen, whole_order, updated_at, work_order)
      VALUES (${id}, 'AS', 'return', 'refunded', 'refunded', 1, 1, true, ${now}, ${workOrder})`
    for (const [kind, subject] of Object.entries({ label: id, work_order: workOrder }))
      await sql`
        INSERT INTO print_jobs (id, printer_id, kind, subject, document, created_at, created_by)
        VALUES (${randomUUID()}, ${printer}, ${kind}, ${subject}, ${Buffer.from(BUYER)}, ${now}, 'x')`
    await sql`
      WITH call AS (INSERT INTO deliveries (kind, route, key, order_id, payload, state, next_at, created_at)
        VALUES ('channel.ship', 'channel.ship:x', ${id}, ${id}, '{}', 'done', ${now}, ${now}) RETURNING id)
      INSERT INTO delivery_attempts (delivery_id, number, at, milliseconds, result, code, request, answer)
      SELECT id, 1, ${now}, 1, 'done', 'ok', ${BUYER}, ${BUYER} FROM call`
    await this.owner`
      INSERT INTO erp_inbox.writes (login, note, message, order_id, decided_at) VALUES ('x', ${BUYER}, ${BUYER}, ${id}, ${now})`
  }

  /** With the hashes that a receiver is recognised by. */
  async marksOf(id: string): Promise<readonly (string | Buffer)[]> {
    const { sql } = this.ctx
    const macs = await sql<{ phoneMac: Buffer; tailMac: Buffer }[]>`
      SELECT phone_mac, tail_mac FROM receivers WHERE order_id = ${id}`
    const patches = await sql<{ mac: string }[]>`
      SELECT DISTINCT patch->>'receiverMac' AS mac FROM order_event_history
      WHERE order_id = ${id} AND patch->>'receiverMac' IS NOT NULL`
    return [BUYER, PHONE, ...macs.flatMap((row) => [row.phoneMac, row.tailMac]), ...patches.map((row) => row.mac)]
  }

  erase(id: string, scope: 'order' | 'phone' = 'order'): Promise<readonly OrderActionResult[]> {
    return eraseBuyer(this.ctx, { id, scope, reason: 'asked by post', typed: id.slice(-4) })
  }
}

export async function openErasureWorld(start?: Date): Promise<ErasureWorld> {
  const { ctx: opened, clock, ownerUrl, close } = await openTestContext(start)
  const env = { ...opened.env, BATON_ARCHIVE_DAYS: 10 }
  const ctx: Context = { ...opened, actor: { kind: 'person', id: 'u1', name: '小陈' }, env }
  const shop = await openTestShop(ctx)
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  const place = { province: '浙江省', city: '杭州市', address: '1 号', timeZone: 'Asia/Shanghai', enabled: true }
  const { id: warehouseId } = await saveWarehouse(ctx, { code: 'HD', name: '华东仓', ...place })
  const closeAll = () => owner.end().then(close)
  return new ErasureWorld({ ctx, clock, shop, owner, ownerUrl, warehouseId, close: closeAll })
}

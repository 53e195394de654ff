import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type ErpWriteResult, HOLD_REASONS } from '@baton/contract'
import { applyPending, listRefusals, Receiver } from '@baton/fulfilment/channels'
import {
  gatherRefusalBursts,
  issueErpKey,
  listErpCalls,
  listRefusalBursts,
  pauseIntegration,
  resumeIntegration,
  revokeErpKey,
  saveErp,
} from '@baton/fulfilment/erp'
import { eraseBuyer, readOrder } from '@baton/fulfilment/orders'
import type { FastifyInstance } from 'fastify'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestShop, type TestShop } from '../../../packages/fulfilment/src/testing/own-shop.ts'
import { placeFeed } from '../../../packages/fulfilment/src/testing/place-feed.ts'
import { aSnapshot } from '../../../packages/fulfilment/src/testing/snapshot.ts'
import { openTestContext, type TestContext } from '../../../packages/fulfilment/src/testing/test-context.ts'
import { buildServer } from './server.ts'

const EXAMPLE = fileURLToPath(new URL('../../../docs/examples/erp.mjs', import.meta.url))

describe('an ERP over signed HTTP, with an independent signer', () => {
  let world: TestContext
  let shop: TestShop
  let server: FastifyInstance
  let base: string
  let erp: { id: string; keyId: string; secret: string }
  let sent = 0
  beforeAll(async () => {
    world = await openTestContext()
    shop = await openTestShop(world.ctx)
    server = await buildServer(world.ctx, new Receiver(world.ctx))
    await server.listen({ host: '127.0.0.1', port: 0 })
    base = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`
    const grants = ['to_ship', 'packing', 'shipped'] as const
    const { id } = await saveErp(world.ctx, { name: '旺店通', grants: [...grants], mayHold: true })
    erp = { id, ...(await issueErpKey(world.ctx, { id })) }
  })
  afterAll(async () => {
    await server.close()
    await world.close()
  })

  async function order(number: string, told: Partial<Parameters<typeof aSnapshot>[0]> = {}): Promise<string> {
    await shop.push(`m-${number}-${told.version ?? 0}`, aSnapshot({ orderNumber: number, ...told }))
    await applyPending(world.ctx, shop.apps)
    const [row] = await world.ctx.sql<{ id: string }[]>`SELECT id FROM orders WHERE native_number = ${number}`
    return row?.id ?? ''
  }

  /** Signs as any Standard Webhooks client would, and checks that the answer is signed by us. */
  async function call(
    path: string,
    options: { body?: object | string; key?: string; at?: Date; secret?: string } = {},
  ) {
    sent += 1
    const { at = world.ctx.now(), secret = erp.secret } = options
    const body = typeof options.body === 'object' ? JSON.stringify(options.body) : options.body
    const id = `req-${sent}`
    const webhook = new Webhook(secret)
    const headers: Record<string, string> = {
      'baton-key': erp.keyId,
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': webhook.sign(id, at, body ?? `GET ${path}`),
      ...(options.key === undefined ? {} : { 'idempotency-key': options.key }),
    }
    const answer = await fetch(`${base}${path}`, { headers, ...(body === undefined ? {} : { method: 'POST', body }) })
    const text = await answer.text()
    if (answer.headers.has('webhook-signature')) webhook.verify(text, Object.fromEntries(answer.headers))
    return { status: answer.status, headers: answer.headers, json: JSON.parse(text) }
  }

  const status = (number: string, to: string, more: object = {}) => ({
    writes: [{ order: { number }, report: { kind: 'status', to }, ...more }],
  })
  const reportOf = (number: string, report: object) => ({ writes: [{ order: { number }, report }] })
  const shipped = (number: string, waybill: string) =>
    reportOf(number, { kind: 'status', to: 'shipped', parcels: [{ carrier: 'YTO', waybill }] })
  const write = (body: object, key: string) => call('/erp/v1/writes', { body, key })

  it('reports a shipment once, and hears the same answer for the same key', async () => {
    await order('E1')
    const parcels = [{ carrier: 'YTO', waybill: 'YT10001' }]
    const body = {
      writes: [{ order: { number: 'E1', shop: 'S1' }, report: { kind: 'status', to: 'shipped', parcels } }],
    }
    const first = await write(body, 'k1')
    expect([first.status, first.json.results[0].verdict]).toEqual([200, 'applied'])
    const again = await write(body, 'k1')
    expect(again.json.results).toEqual(first.json.results)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    const reused = await write(status('E1', 'packing'), 'k1')
    expect([reused.status, reused.json.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED'])
    const [attempt] = await world.ctx
      .sql`SELECT order_id, verdict, address, before FROM attempts WHERE reason = 'key_reused'`
    expect(attempt).toMatchObject({ orderId: first.json.results[0].order, verdict: 'forbidden', address: '127.0.0.1' })
    expect(attempt?.before).toMatchObject({ state: 'shipped', holds: [] })
    const later = await write(body, 'k2')
    expect([later.status, later.json.results[0].verdict]).toEqual([200, 'duplicate'])
    expect(await listErpCalls(world.ctx, { id: erp.id })).toMatchObject([
      { key: 'k2', writes: 1, duplicate: 1, isKept: false, repeats: 0 },
      { key: 'k1', writes: 1, applied: 1, refused: 0, address: '127.0.0.1', repeats: 2 },
    ])
  })

  it('answers each refusal with its own code, and every one is on the timeline', async () => {
    const id = await order('E2', { nativeStatus: 'shipped', shippedAt: new Date(), version: 1_790_000_000_000 })
    await order('E3')
    const codes = []
    for (const [number, to, more] of [
      ['E2', 'to_ship', {}],
      ['E3', 'done', {}],
      ['E9', 'shipped', {}],
      ['E3', 'packing', { expectedSeq: 7 }],
      ['E3', 'shipped', {}],
    ] as const) {
      const { status: http, json } = await write(status(number, to, more), `r-${number}-${to}`)
      codes.push([http, json.code])
    }
    expect(codes).toEqual([
      [409, 'ORDER_LOCKED'],
      [403, 'TRANSITION_FORBIDDEN'],
      [404, 'ORDER_NOT_FOUND'],
      [409, 'VERSION_CONFLICT'],
      [409, 'WAYBILL_MISSING'],
    ])
    const attempts = await world.ctx.sql`
      SELECT verdict, reason, actor_name, address FROM attempts WHERE order_id = ${id} AND actor_kind = 'erp'`
    expect(attempts).toMatchObject([{ verdict: 'locked', actorName: '旺店通', address: '127.0.0.1' }])
  })

  it('takes waybills before and after the shipment, each once, and never for what it may not ship', async () => {
    const id = await order('W1')
    const waybill = (number: string) =>
      reportOf('W1', { kind: 'waybill', parcels: [{ carrier: 'YTO', waybill: number, lines: ['1'] }] })
    const told = [
      await write(waybill('YT20001'), 'w1'),
      await write(waybill('YT20001'), 'w2'),
      await write(status('W1', 'shipped'), 'w3'),
      await write(waybill('YT20002'), 'w4'),
    ]
    expect(told.map(({ json }) => json.results[0].verdict)).toEqual(['applied', 'duplicate', 'applied', 'applied'])
    const { json } = await call(`/erp/v1/orders/find?id=${id}`)
    expect(json).toMatchObject({ state: 'shipped', parcels: [{ waybill: 'YT20001' }, { waybill: 'YT20002' }] })
    await saveErp(world.ctx, { id: erp.id, name: '旺店通', grants: ['to_ship', 'packing'], mayHold: true })
    expect((await write(waybill('YT20003'), 'w5')).json.code).toBe('TRANSITION_FORBIDDEN')
    await order('W2')
    const packed = (...parcels: object[]) => reportOf('W2', { kind: 'status', to: 'packing', parcels })
    const told2 = [
      await write(packed({ carrier: 'YTO', waybill: 'YT20004' }), 'w6'),
      await write(packed(), 'w7'),
      await write(packed({ carrier: 'YTO', waybill: 'YT20004' }), 'w8'),
    ]
    expect(told2.map(({ json }) => json.code ?? json.results[0].code)).toEqual([
      'TRANSITION_FORBIDDEN',
      null,
      'TRANSITION_FORBIDDEN',
    ])
    await saveErp(world.ctx, { id: erp.id, name: '旺店通', grants: ['to_ship', 'packing', 'shipped'], mayHold: true })
  })

  it('refuses what is not signed, not in time, not JSON, not of the format, or has no key', async () => {
    const stranger = `whsec_${Buffer.from('another secret, of 32 characters').toString('base64')}`
    const body = status('E1', 'shipped')
    const old = new Date(world.ctx.now().getTime() - 6 * 60_000)
    const answers = [
      await call('/erp/v1/writes', { body, key: 'x', secret: stranger }),
      await call('/erp/v1/writes', { body, key: 'x', at: old }),
      await call('/erp/v1/writes', { body: '{', key: 'x' }),
      await call('/erp/v1/writes', { body: { ...body, surprise: 1 }, key: 'x' }),
      await call('/erp/v1/writes', { body }),
      await call('/erp/v1/orders?limit=5&surprise=1'),
      await call('/erp/v1/orders/find?number=nothing'),
      await call('/erp/v1/orders/find?number=E%001'),
      await call('/erp/v1/imports', { body: 'order,status\nE\u00001,packing\n', key: 'x' }),
    ]
    expect(answers.map(({ status: http, json }) => [http, json.code])).toEqual([
      [401, 'SIGNATURE_INVALID'],
      [401, 'TIMESTAMP_OUTSIDE_WINDOW'],
      [400, 'INPUT_INVALID'],
      [400, 'INPUT_INVALID'],
      [400, 'IDEMPOTENCY_KEY_MISSING'],
      [400, 'INPUT_INVALID'],
      [404, 'ORDER_NOT_FOUND'],
      [400, 'INPUT_INVALID'],
      [400, 'INPUT_INVALID'],
    ])
    expect(answers.map(({ headers }) => headers.has('webhook-signature'))).toEqual([
      false,
      false,
      ...Array(7).fill(true),
    ])
    const refusals = (await listRefusals(world.ctx, { id: erp.id })).map(({ reason, address, count }) => [
      reason,
      address,
      count,
    ])
    expect(refusals.sort()).toEqual([
      ['signature_wrong', '127.0.0.1', 1],
      ['timestamp_outside_window', '127.0.0.1', 1],
    ])
  })

  it.each(['E\u00001', 'E\ud8001'])('says which write holds what no database keeps: %j', async (text) => {
    const hold = { kind: 'hold', reason: 'risk', note: text }
    const writes = [{ order: { number: 'E1' }, report: { kind: 'lift', reason: 'risk' } }]
    const { status: http, json } = await write(
      { writes: [...writes, { order: { number: text }, report: hold }] },
      `naughty-${text.length}`,
    )
    expect([http, json.code, Object.keys(json.fields)]).toEqual([
      400,
      'INPUT_INVALID',
      ['writes.1.order.number', 'writes.1.report.note'],
    ])
  })

  it('names the lines of a file that are wrong as an editor counts them', async () => {
    const body = 'order,status\r\n\r\nF1,packing\r\n\r\nF2,nonsense\r\n'
    const { status: http, json } = await call('/erp/v1/imports', { body, key: 'lines' })
    expect([http, json.code, Object.keys(json.fields)]).toEqual([400, 'CSV_INVALID', ['line 5']])
  })

  it('takes a file whole or not at all, however long its key is', async () => {
    const file = ['order,status', ...Array.from({ length: 101 }, (_, row) => `F${row},packing`)].join('\n')
    const lengths = [200, 201].map((length) => 'k'.repeat(length))
    const [longest, longer] = await Promise.all(lengths.map((key) => call('/erp/v1/imports', { body: file, key })))
    expect([longest?.status, longest?.json.results.length]).toEqual([200, 101])
    expect([longer?.status, longer?.json.code]).toEqual([400, 'IDEMPOTENCY_KEY_MISSING'])
    const [row] = await world.ctx.sql<{ attempts: number }[]>`
      SELECT count(*)::int AS attempts FROM attempts WHERE claimed->'order'->>'number' LIKE 'F%' AND verdict = 'unmatched'`
    expect(row?.attempts).toBe(101)
  })

  it('believes no shipment that is yet to come: its time is when it was told', async () => {
    const id = await order('T1')
    await write({ writes: [{ ...shipped('T1', 'YT60001').writes[0], occurredAt: '2099-01-01T00:00:00Z' }] }, 't1')
    const [row] = await world.ctx.sql<{ shippedAt: Date }[]>`SELECT shipped_at FROM orders WHERE id = ${id}`
    expect(row?.shippedAt).toEqual(world.ctx.now())
  })

  it('lists changes by cursor, each order as it stands now, without its receiver', async () => {
    await placeFeed(world.ctx)
    const { json } = await call('/erp/v1/orders?limit=500')
    expect(json.orders.map((one: { number: string }) => one.number).sort()).toEqual([
      'E1',
      'E2',
      'E3',
      'T1',
      'W1',
      'W2',
    ])
    expect(JSON.stringify(json)).not.toMatch(/138\*{4}|王\*/)
    const next = await call(`/erp/v1/orders?cursor=${json.cursor}`)
    expect(next.json).toEqual({ orders: [], cursor: json.cursor, more: false })
    const { json: one } = await call('/erp/v1/orders/find?number=E1&shop=S1')
    expect(one).toMatchObject({ sellerFlag: null, sellerFlagLabel: null })
    const both = await call(`/erp/v1/orders/find?number=E1&id=${one.id}`)
    expect(both.json.fields).toEqual({ query: 'either id, or number and perhaps shop' })
    expect(one).toMatchObject({ number: 'E1', state: 'shipped', parcels: [{ carrier: 'YTO', waybill: 'YT10001' }] })
  })

  it('is a system that knows the order, by its own number and with what it last reported, believed or not', async () => {
    await order('E6')
    const [row] = await world.ctx.sql<{ id: string }[]>`SELECT id FROM orders WHERE native_number = 'E6'`
    const id = row?.id ?? ''
    const links = async () => (await readOrder(world.ctx, { id })).links.filter((one) => one.platform === null)
    expect(await links()).toEqual([])
    const [first] = shipped('E6', 'YT60001').writes
    await write({ writes: [{ ...first, ownNumber: 'SO-77' }] }, 'l1')
    expect(await links()).toMatchObject([{ system: '旺店通', nativeNumber: 'SO-77', reportedStatus: 'shipped' }])
    await write(status('E6', 'to_ship'), 'l2')
    expect(await links()).toMatchObject([{ nativeNumber: 'SO-77', reportedStatus: 'to_ship' }])
  })

  it('holds, and lifts only what it placed', async () => {
    await order('E4')
    const hold = { writes: [{ order: { number: 'E4' }, report: { kind: 'hold', reason: 'stock_out', note: '缺货' } }] }
    expect((await write(hold, 'h1')).json.results[0].verdict).toBe('applied')
    const lift = (reason: string) => ({ writes: [{ order: { number: 'E4' }, report: { kind: 'lift', reason } }] })
    expect((await write(lift('stock_out'), 'h2')).json.results[0].verdict).toBe('applied')
    for (const reason of HOLD_REASONS) {
      const { json } = await write(reportOf('E4', { kind: 'hold', reason }), `h-${reason}`)
      expect([reason, json.results[0].verdict]).toEqual([reason, 'applied'])
    }
    const { json } = await call('/erp/v1/orders/find?number=E4')
    expect(json.holds).toEqual([...HOLD_REASONS].sort())
  })

  it('keeps the writes of a paused ERP and applies them in their order when it is resumed', async () => {
    await order('E5')
    await pauseIntegration(world.ctx, { kind: 'erp', id: erp.id })
    const kept = [
      await write(status('E5', 'packing'), 'p1'),
      await write(shipped('E5', 'YT50001'), 'p2'),
      await write(status('E5', 'packing'), 'p1'),
    ]
    expect(kept.map((one) => [one.status, one.json])).toEqual(Array(3).fill([202, { kept: true }]))
    const state = async () => (await world.ctx.sql`SELECT state FROM orders WHERE native_number = 'E5'`)[0]?.state
    expect(await state()).toBe('to_ship')
    expect(await resumeIntegration(world.ctx, { kind: 'erp', id: erp.id })).toEqual({ applied: 2 })
    expect(await state()).toBe('shipped')
    expect((await write(shipped('E5', 'YT50001'), 'p2')).json.results[0].verdict).toBe('applied')
  })

  it('gathers a night of refusals into one burst that names source, address and orders', async () => {
    const numbers = Array.from({ length: 25 }, (_, index) => `N${index}`)
    for (const number of numbers) await order(number, { nativeStatus: 'shipped', shippedAt: new Date() })
    const all = { writes: numbers.map((number) => ({ order: { number }, report: { kind: 'status', to: 'to_ship' } })) }
    const { json } = await write(all, 'night-1')
    expect((json.results as ErpWriteResult[]).every((one) => one.code === 'ORDER_LOCKED')).toBe(true)
    expect(await gatherRefusalBursts(world.ctx)).toMatchObject([{ source: '旺店通' }])
    world.clock.forward(60_000)
    await write(all, 'night-2')
    expect(await gatherRefusalBursts(world.ctx)).toEqual([])
    const [burst, ...more] = await listRefusalBursts(world.ctx)
    expect(more).toEqual([])
    expect(burst).toMatchObject({
      source: '旺店通',
      kind: 'erp',
      isPaused: false,
      addresses: ['127.0.0.1'],
      closedAt: null,
    })
    expect(burst?.count).toBeGreaterThanOrEqual(50)
    expect(burst?.orders.length).toBeGreaterThanOrEqual(25)
    world.clock.forward(31 * 60_000)
    await gatherRefusalBursts(world.ctx)
    expect((await listRefusalBursts(world.ctx))[0]?.closedAt).not.toBeNull()
  })

  it('is what the guide shows: its example reports, repeats safely and pulls by cursor', async () => {
    world.clock.at = new Date()
    await order('E7')
    const folder = mkdtempSync(join(tmpdir(), 'baton-erp-'))
    const env = { BATON: base, KEY_ID: erp.keyId, SECRET: erp.secret, CURSOR_FILE: join(folder, 'cursor') }
    const run = async () => {
      await placeFeed(world.ctx)
      const { stdout } = await promisify(execFile)(process.execPath, [EXAMPLE, 'E7', 'YTO', 'YT70001'], { env })
      return stdout.trim().split('\n')
    }
    const [first, ...orders] = await run()
    expect(JSON.parse(first ?? '')).toMatchObject({ verdict: 'applied', code: null })
    expect(orders.length).toBeGreaterThan(5)
    const [again, ...news] = await run()
    expect(JSON.parse(again ?? '')).toEqual(JSON.parse(first ?? ''))
    expect(news).toEqual([expect.stringMatching(/ E7 shipped seq 2$/)])
    rmSync(folder, { recursive: true })
  })

  it('believes a database connector only what it was granted, row by row', async () => {
    const mine = erp
    const { id } = await saveErp(world.ctx, { name: '金蝶数据库连接器', grants: ['packing'], mayHold: false })
    erp = { id, ...(await issueErpKey(world.ctx, { id })) }
    const orders = [await order('C1'), await order('C2')]
    const body = 'order,status,carrier,waybill\nC1,shipped,YTO,YT-C1\nC2,packing,,\n'
    const { json } = await call('/erp/v1/imports', { body, key: 'connector-1' })
    erp = mine
    expect(json.results.map((one: { verdict: string; code: string | null }) => [one.verdict, one.code])).toEqual([
      ['forbidden', 'TRANSITION_FORBIDDEN'],
      ['applied', null],
    ])
    const rows = await world.ctx.sql`
      SELECT o.native_number, o.state, a.verdict, a.actor_name, a.address FROM orders o
      JOIN attempts a ON a.order_id = o.id AND a.app_id = ${id} WHERE o.id = ANY(${orders}) ORDER BY 1`
    expect(rows).toMatchObject([
      { nativeNumber: 'C1', state: 'to_ship', verdict: 'forbidden', actorName: '金蝶数据库连接器' },
      { nativeNumber: 'C2', state: 'packing', verdict: 'applied', address: '127.0.0.1' },
    ])
  })

  it('refuses another file under a used key whole, on the timeline of every order that it names', async () => {
    const last = await order('LAST')
    const file = (rows: readonly string[]) =>
      ['order,status', ...rows.map((number) => `${number},packing`), ''].join('\n')
    const first = Array.from({ length: 101 }, (_, row) => `F${row}`)
    expect((await call('/erp/v1/imports', { body: file(first), key: 'file' })).status).toBe(200)
    const other = [...first, ...first, 'LAST']
    const reused = await call('/erp/v1/imports', { body: file(other), key: 'file' })
    expect([reused.status, reused.json.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED'])
    const refused = await world.ctx
      .sql`SELECT order_id, claimed FROM attempts WHERE reason = 'key_reused' AND claimed->'order'->>'number' ~ '^(F|LAST)'`
    expect(refused).toHaveLength(other.length)
    expect(refused.filter((one) => one.orderId === last)).toHaveLength(1)
    const [untouched] = await world.ctx.sql<{ state: string }[]>`SELECT state FROM orders WHERE id = ${last}`
    expect(untouched?.state).toBe('to_ship')
  })

  it('publishes its OpenAPI and a page without scripts', async () => {
    const openApi = (await (await fetch(`${base}/erp/v1/openapi.json`)).json()) as { openapi: string; paths: object }
    expect(openApi.openapi).toBe('3.1.0')
    expect(Object.keys(openApi.paths)).toHaveLength(7)
    const page = await fetch(`${base}/erp/v1`)
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
    expect(await page.text()).toContain('IDEMPOTENCY_KEY_REUSED')
  })

  it('changes keys without a gap, and believes no revoked one', async () => {
    const second = await issueErpKey(world.ctx, { id: erp.id })
    await expect(issueErpKey(world.ctx, { id: erp.id })).rejects.toMatchObject({ code: 'STILL_IN_USE' })
    expect((await call('/erp/v1/orders')).status).toBe(200)
    await revokeErpKey(world.ctx, { erpId: erp.id, keyId: erp.keyId })
    expect((await call('/erp/v1/orders')).status).toBe(401)
    expect(await listRefusals(world.ctx, { id: erp.id })).toContainEqual(
      expect.objectContaining({ reason: 'key_revoked', address: '127.0.0.1', count: 1 }),
    )
    erp = { id: erp.id, ...second }
    expect((await call('/erp/v1/orders')).status).toBe(200)
  })
  it('has the link to a buyer’s private page where it may, the same each time, and none of what was erased', async () => {
    const id = await order('LINK-1')
    const ask = (number: string) => call('/erp/v1/orders/link', { body: { order: { number } } })
    expect((await ask('LINK-1')).json.code).toBe('TRANSITION_FORBIDDEN')
    await world.ctx.sql`UPDATE erps SET may_give_links = true WHERE id = ${erp.id}`
    const [first, again] = [await ask('LINK-1'), await ask('LINK-1')]
    expect(first.json).toEqual({ order: id, url: expect.stringMatching(/\/t\/[\w-]{22}$/), endsAt: null })
    expect(again.json).toEqual(first.json)
    const page = await fetch(base + new URL(first.json.url).pathname)
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining(id)])
    const [row] = await world.ctx.sql`SELECT kind, created_by, order_id FROM tracking_links`
    expect(row).toEqual({ kind: 'buyer', createdBy: '旺店通', orderId: id })
    await order('LINK-1', { version: 9_000_000_000_000, nativeStatus: 'cancelled' })
    expect((await ask('LINK-1')).json.endsAt).not.toBeNull()
    await eraseBuyer(world.ctx, { id, typed: id.slice(-4), scope: 'order', reason: 'asked' })
    expect((await ask('LINK-1')).json.code).toBe('ORDER_ERASED')
    expect((await ask('NOWHERE')).json.code).toBe('ORDER_NOT_FOUND')
    expect((await call('/erp/v1/orders/link', { body: { order: {} } })).json.code).toBe('INPUT_INVALID')
  })
})

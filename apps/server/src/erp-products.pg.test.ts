import type { AddressInfo } from 'node:net'
import { importCsv, removeProduct } from '@baton/fulfilment/catalogue'
import { Receiver } from '@baton/fulfilment/channels'
import {
  issueErpKey,
  listErpCalls,
  listErps,
  pauseIntegration,
  resumeIntegration,
  saveErp,
} from '@baton/fulfilment/erp'
import type { FastifyInstance } from 'fastify'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestContext, type TestContext } from '../../../packages/fulfilment/src/testing/test-context.ts'
import { buildServer } from './server.ts'

const COAT = { sku: 'A', name: '外套', category: '服饰' }

describe('an ERP that tells its products', () => {
  let world: TestContext
  let server: FastifyInstance
  let base: string
  let erp: { id: string; keyId: string; secret: string }
  const rights = { name: '旺店通', grants: [], mayHold: false, mayTellProducts: true }
  beforeAll(async () => {
    world = await openTestContext()
    server = await buildServer(world.ctx, new Receiver(world.ctx))
    await server.listen({ host: '127.0.0.1', port: 0 })
    base = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`
    const { id } = await saveErp(world.ctx, rights)
    erp = { id, ...(await issueErpKey(world.ctx, { id })) }
  })
  beforeEach(async () => {
    await world.ctx.sql`DELETE FROM products`
    const csv = `sku,name,category,barcode,exempt,has_serial\n${COAT.sku},${COAT.name},${COAT.category},6901,true,true\n`
    await importCsv(world.ctx, { kind: 'products', csv, dryRun: false })
    await world.ctx.sql`UPDATE products SET updated_at = '2026-01-01Z'`
  })
  afterAll(async () => {
    await server.close()
    await world.close()
  })

  let sent = 0
  async function send(body: string, key = `products:${sent + 1}`) {
    sent += 1
    const webhook = new Webhook(erp.secret)
    const [id, at] = [`req-${sent}`, world.ctx.now()]
    const answer = await fetch(`${base}/erp/v1/products`, {
      method: 'PUT',
      body,
      headers: {
        'baton-key': erp.keyId,
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': webhook.sign(id, at, body),
        ...(key && { 'idempotency-key': key }),
      },
    })
    const text = await answer.text()
    webhook.verify(text, Object.fromEntries(answer.headers))
    const isReplay = answer.headers.get('idempotent-replayed') === 'true'
    return { status: answer.status, text, json: JSON.parse(text), isReplay }
  }
  const tell = (products: readonly object[], key?: string) => send(JSON.stringify({ products }), key)
  const standing = () =>
    world.ctx.sql`SELECT sku, name, category, barcode, exempt, has_serial FROM products ORDER BY sku`
  const coat = { ...COAT, barcode: '6901', exempt: true, hasSerial: true }
  const isSavedAnew = async () =>
    (await world.ctx.sql`SELECT FROM products WHERE updated_at > '2026-01-01Z' LIMIT 1`).length > 0

  it('adds those of new SKUs, with what was left out as it is by default', async () => {
    const cup = { sku: 'B', name: '马克杯', category: '家居' }
    const watch = { sku: 'C', name: '手表', category: '数码', barcode: '6903', exempt: true, hasSerial: true }
    expect(await tell([watch, cup])).toMatchObject({
      status: 200,
      json: { created: 2, changed: 0, unchanged: 0 },
      isReplay: false,
    })
    expect(await standing()).toEqual([coat, { ...cup, barcode: null, exempt: false, hasSerial: false }, watch])
    expect(await listErps(world.ctx)).toContainEqual(
      expect.objectContaining({ id: erp.id, mayTellProducts: true, productsToldAt: world.ctx.now().toISOString() }),
    )
  })

  it('changes those of known SKUs; what it leaves out stays as it is, null and the empty text take a barcode away', async () => {
    expect((await tell([{ ...COAT, name: '轻外套' }])).json).toEqual({ created: 0, changed: 1, unchanged: 0 })
    expect(await standing()).toEqual([{ ...coat, name: '轻外套' }])
    await tell([{ ...COAT, exempt: false, barcode: null }])
    expect(await standing()).toEqual([{ ...coat, exempt: false, barcode: null }])
    await tell([{ ...COAT, hasSerial: false, barcode: ' 6902 ' }])
    expect(await standing()).toEqual([{ ...COAT, barcode: '6902', exempt: false, hasSerial: false }])
    await tell([{ ...COAT, barcode: '' }])
    expect(await standing()).toEqual([{ ...COAT, barcode: null, exempt: false, hasSerial: false }])
  })

  it('saves nothing anew that stands so already, so that nobody who edits it meanwhile is refused', async () => {
    expect((await tell([COAT])).json).toEqual({ created: 0, changed: 0, unchanged: 1 })
    expect((await tell([coat])).json).toEqual({ created: 0, changed: 0, unchanged: 1 })
    expect(await isSavedAnew()).toBe(false)
  })

  it('leaves alone what somebody saves at the same moment', async () => {
    await removeProduct(world.ctx, { sku: 'A' })
    const { promise: isWaiting, resolve: onWaiting } = Promise.withResolvers<void>()
    const telling = isWaiting.then(() => tell([{ ...COAT, name: '轻外套' }]))
    await world.ctx.sql.begin(async (tx) => {
      await tx`
        INSERT INTO products (sku, name, category, barcode, exempt, has_serial, created_at, updated_at)
        VALUES ('A', '外套', '服饰', '6901', true, true, now(), now())`
      onWaiting()
      for (let waits = 0; waits === 0; )
        waits = (
          await world.ctx.sql`
            SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
        ).length
    })
    expect((await telling).json).toEqual({ created: 0, changed: 1, unchanged: 0 })
    expect(await standing()).toEqual([{ ...coat, name: '轻外套' }])
  })

  it('is refused whole for one wrong row, which is named', async () => {
    const cup = { sku: 'B', name: '马克杯', category: '家居' }
    const wrong: readonly (readonly [object, string])[] = [
      [{ name: '马克杯', category: '家居' }, 'products.1.sku'],
      [{ sku: 'B', category: '家居' }, 'products.1.name'],
      [{ sku: 'B', name: '马克杯' }, 'products.1.category'],
      [{ ...cup, sku: ' ' }, 'products.1.sku'],
      [{ ...cup, sku: 'B'.repeat(65) }, 'products.1.sku'],
      [{ ...cup, name: 'n'.repeat(201) }, 'products.1.name'],
      [{ ...cup, category: 'c'.repeat(65) }, 'products.1.category'],
      [{ ...cup, barcode: '6'.repeat(65) }, 'products.1.barcode'],
      [{ ...cup, barcode: 6901 }, 'products.1.barcode'],
      [{ ...cup, exempt: '是' }, 'products.1.exempt'],
      [{ ...cup, hasSerial: null }, 'products.1.hasSerial'],
      [{ ...cup, price: 9 }, 'products.1'],
      [{ ...cup, name: 'a\0b' }, 'products.1.name'],
    ]
    for (const [row, field] of wrong) {
      const { status, json } = await tell([{ ...COAT, name: '轻外套' }, row])
      expect([row, status, json.code, Object.keys(json.fields)]).toEqual([row, 400, 'INPUT_INVALID', [field]])
    }
    const twice = await tell([cup, COAT, { ...cup, sku: ' B ' }])
    expect(twice.json.fields).toEqual({ 'products.2': 'same SKU as products.0' })
    expect(await standing()).toEqual([coat])
  })

  it('takes 1,000 at a time, no more and not none', async () => {
    const many = Array.from({ length: 1001 }, (_, index) => ({ sku: `S${index}`, name: '外套', category: '服饰' }))
    for (const body of [{ products: many }, { products: [] }, {}])
      expect((await send(JSON.stringify(body))).json).toMatchObject({
        code: 'INPUT_INVALID',
        fields: { products: expect.any(String) },
      })
    expect(await standing()).toEqual([coat])
    expect((await tell(many.slice(0, 1000))).json).toEqual({ created: 1000, changed: 0, unchanged: 0 })
  })

  it('hears the same under the same key, which changes nothing; another body under it is refused', async () => {
    const told = [{ ...COAT, name: '轻外套' }]
    const first = await tell(told, 'night')
    await importCsv(world.ctx, { kind: 'products', csv: 'sku,name,category\nA,厚外套,服饰\n', dryRun: false })
    expect(await tell(told, 'night')).toEqual({ ...first, isReplay: true })
    expect(await tell([COAT], 'night')).toMatchObject({ status: 422, json: { code: 'IDEMPOTENCY_KEY_REUSED' } })
    expect(await standing()).toEqual([{ ...coat, name: '厚外套' }])
    for (const key of ['', 'k'.repeat(201)])
      expect(await tell(told, key)).toMatchObject({ status: 400, json: { code: 'IDEMPOTENCY_KEY_MISSING' } })
    const [call] = await listErpCalls(world.ctx, { id: erp.id })
    expect(call).toMatchObject({ key: 'night', writes: 1, applied: 1, duplicate: 0, refused: 0, repeats: 2 })
    expect(call?.isKept).toBe(false)
  })

  it('is refused while paused, and its key stays free for afterwards', async () => {
    const told = [{ ...COAT, name: '轻外套' }]
    await pauseIntegration(world.ctx, { kind: 'erp', id: erp.id })
    const refused = { status: 409, json: { code: 'INTEGRATION_PAUSED', retry: 'later' } }
    expect(await tell(told, 'paused')).toMatchObject(refused)
    expect(await resumeIntegration(world.ctx, { kind: 'erp', id: erp.id })).toEqual({ applied: 0 })
    expect(await standing()).toEqual([coat])
    expect(await tell(told, 'paused')).toMatchObject({ status: 200, json: { changed: 1 }, isReplay: false })
  })

  it('is refused without the grant', async () => {
    await saveErp(world.ctx, { id: erp.id, ...rights, mayTellProducts: false, mayTellStock: true })
    expect(await tell([COAT])).toMatchObject({ status: 403, json: { code: 'TRANSITION_FORBIDDEN' } })
    const was = { ...rights, mayTellStock: true }
    await expect(saveErp(world.ctx, { id: erp.id, ...rights, was })).rejects.toMatchObject({ code: 'VERSION_CONFLICT' })
    await saveErp(world.ctx, { id: erp.id, ...rights, was: { ...was, mayTellProducts: false } })
    expect((await tell([COAT])).status).toBe(200)
  })
})

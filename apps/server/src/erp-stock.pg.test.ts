import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { importCsv, saveWarehouse } from '@baton/fulfilment/catalogue'
import { Receiver } from '@baton/fulfilment/channels'
import { issueErpKey, listErps, pauseIntegration, resumeIntegration, saveErp } from '@baton/fulfilment/erp'
import type { FastifyInstance } from 'fastify'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestContext, type TestContext } from '../../../packages/fulfilment/src/testing/test-context.ts'
import { buildServer } from './server.ts'

const EXAMPLE = fileURLToPath(new URL('../../../docs/examples/erp.mjs', import.meta.url))

describe('an ERP that says how much there is', () => {
  let world: TestContext
  let server: FastifyInstance
  let base: string
  let erp: { id: string; keyId: string; secret: string }
  const rights = { name: '旺店通', grants: [], mayHold: false, mayTellStock: true }
  beforeAll(async () => {
    world = await openTestContext()
    server = await buildServer(world.ctx, new Receiver(world.ctx))
    await server.listen({ host: '127.0.0.1', port: 0 })
    base = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`
    const { id } = await saveErp(world.ctx, rights)
    erp = { id, ...(await issueErpKey(world.ctx, { id })) }
    const place = { province: 'p', city: 'c', address: 'a', enabled: true }
    await saveWarehouse(world.ctx, { code: 'HD', name: '华东仓', ...place })
    await importCsv(world.ctx, { kind: 'products', csv: 'sku,name,category\nA,外套,服饰\n', dryRun: false })
  })
  beforeEach(async () => {
    await world.ctx.sql`DELETE FROM stock_hints`
  })
  afterAll(async () => {
    await server.close()
    await world.close()
  })

  let sent = 0
  async function tell(stock: unknown) {
    sent += 1
    const body = JSON.stringify(stock)
    const webhook = new Webhook(erp.secret)
    const [id, at] = [`req-${sent}`, world.ctx.now()]
    const answer = await fetch(`${base}/erp/v1/stock`, {
      method: 'PUT',
      body,
      headers: {
        'baton-key': erp.keyId,
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': webhook.sign(id, at, body),
      },
    })
    const text = await answer.text()
    webhook.verify(text, Object.fromEntries(answer.headers))
    return { status: answer.status, json: JSON.parse(text) }
  }
  const ago = (minutes: number) => new Date(world.ctx.now().getTime() - minutes * 60_000).toISOString()
  const of = (quantity: number, more: object = {}) => ({ warehouse: 'HD', sku: 'A', quantity, ...more })
  const quantities = async () =>
    (await world.ctx.sql<{ quantity: number }[]>`SELECT quantity FROM stock_hints ORDER BY sku`).map(
      (row) => row.quantity,
    )

  it('is heard once, and the same again, or older, changes nothing', async () => {
    const told = { saidAt: ago(5), hints: [of(12)] }
    const first = await tell(told)
    expect(first).toEqual({
      status: 200,
      json: { applied: 1, stale: 0, unknownWarehouses: [], unknownSkus: [] },
    })
    expect(await tell(told)).toEqual(first)
    expect((await tell({ saidAt: ago(9), hints: [of(40)] })).json).toMatchObject({ applied: 0, stale: 1 })
    expect(await quantities()).toEqual([12])
    expect((await tell({ saidAt: ago(1), hints: [of(7)] })).json).toMatchObject({ applied: 1, stale: 0 })
    expect(await quantities()).toEqual([7])
    expect(await listErps(world.ctx)).toContainEqual(
      expect.objectContaining({ id: erp.id, mayTellStock: true, stockToldAt: world.ctx.now().toISOString() }),
    )
  })

  it('hears which codes nobody here knows; the rest is taken', async () => {
    const hints = [of(3), of(3, { warehouse: 'BJ' }), of(2, { sku: 'Z-9' })]
    expect((await tell({ saidAt: ago(0), hints })).json).toEqual({
      applied: 2,
      stale: 0,
      unknownWarehouses: ['BJ'],
      unknownSkus: ['Z-9'],
    })
    expect(await quantities()).toEqual([3, 2])
  })

  it('is refused for what is not of the form, a warehouse and SKU told twice included', async () => {
    const wrong = [
      { hints: [of(1)] },
      { saidAt: '2026-11-30 09:00', hints: [of(1)] },
      { saidAt: ago(0), hints: [] },
      { saidAt: ago(0), hints: [of(1.5)] },
      { saidAt: ago(0), hints: [of(1, { bin: 'A-3' })] },
      { saidAt: ago(0), hints: Array.from({ length: 1001 }, (_, index) => of(1, { sku: `S${index}` })) },
    ]
    for (const body of wrong) expect([body, (await tell(body)).json.code]).toEqual([body, 'INPUT_INVALID'])
    const twice = await tell({ saidAt: ago(0), hints: [of(1), of(2, { sku: 'B' }), of(3)] })
    expect(twice.json.fields).toEqual({ 'hints.2': 'same warehouse and SKU as hints.0' })
    expect(await quantities()).toEqual([])
  })

  it('is what the guide shows', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'baton-erp-stock-'))
    const env = { BATON: base, KEY_ID: erp.keyId, SECRET: erp.secret, CURSOR_FILE: join(folder, 'cursor') }
    const { stdout } = await promisify(execFile)(process.execPath, [EXAMPLE, 'stock', 'HD', 'A', '36'], { env })
    rmSync(folder, { recursive: true })
    expect(JSON.parse(stdout.split('\n')[0] ?? '')).toMatchObject({ applied: 1, unknownSkus: [] })
    expect(await quantities()).toEqual([36])
  })

  it('is refused while paused and without the grant', async () => {
    const told = { saidAt: ago(0), hints: [of(1)] }
    await pauseIntegration(world.ctx, { kind: 'erp', id: erp.id })
    expect(await tell(told)).toMatchObject({ status: 409, json: { code: 'INTEGRATION_PAUSED', retry: 'later' } })
    await resumeIntegration(world.ctx, { kind: 'erp', id: erp.id })
    await saveErp(world.ctx, { id: erp.id, ...rights, mayTellStock: false })
    expect(await tell(told)).toMatchObject({ status: 403, json: { code: 'TRANSITION_FORBIDDEN' } })
    expect(await quantities()).toEqual([])
    await saveErp(world.ctx, { id: erp.id, ...rights })
    expect((await tell(told)).status).toBe(200)
  })
})

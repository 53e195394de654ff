// Pulls what changed, reports a shipment or says how much there is.
// BATON=http://localhost:3000 KEY_ID=ek_… SECRET=whsec_… node erp.mjs [number carrier waybill | stock warehouse sku quantity]
import { createHmac, randomUUID } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const { BATON, KEY_ID, SECRET, CURSOR_FILE = 'baton-cursor' } = process.env
const key = Buffer.from(SECRET.replace('whsec_', ''), 'base64')
const sign = (id, timestamp, content) =>
  `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${content}`).digest('base64')}`

/** One signed request, repeated while it may succeed later; `idempotencyKey` makes repeating a write safe. */
async function call(method, path, { body, idempotencyKey } = {}) {
  const text = body === undefined ? undefined : JSON.stringify(body)
  for (let attempt = 0; ; attempt += 1) {
    const [id, timestamp] = [randomUUID(), String(Math.floor(Date.now() / 1000))]
    const headers = {
      'baton-key': KEY_ID,
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': sign(id, timestamp, text ?? `${method} ${path}`),
      ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
    }
    const answer = await fetch(BATON + path, { method, headers, body: text }).catch(() => null)
    const content = answer === null ? '' : await answer.text()
    if (answer?.headers.has('webhook-signature')) verify(answer.headers, content)
    if (answer !== null && answer.status < 500 && answer.status !== 429) return resultOf(answer, content)
    if (attempt === 8) throw new Error(`${method} ${path}: no answer`)
    await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt))
  }
}

/** A refused request is a problem with a code; refused writes are results, each with its own. */
function resultOf({ ok, status }, content) {
  const result = JSON.parse(content)
  if (!ok && !result.results) throw new Error(`${status} ${result.code} ${JSON.stringify(result.fields)}`)
  return result
}

/** Answers are signed too: what is not ours is not believed. */
function verify(headers, content) {
  const given = headers.get('webhook-signature')
  if (given !== sign(headers.get('webhook-id'), headers.get('webhook-timestamp'), content))
    throw new Error('not from Baton')
}

/** Everything since the last run. The cursor is kept after the page was dealt with, so a crash repeats a page and loses none. */
async function pull(deal) {
  let cursor = existsSync(CURSOR_FILE) ? readFileSync(CURSOR_FILE, 'utf8') : '0'
  for (let more = true; more; ) {
    const page = await call('GET', `/erp/v1/orders?cursor=${cursor}&limit=200`)
    for (const order of page.orders) await deal(order)
    ;({ cursor, more } = page)
    writeFileSync(CURSOR_FILE, cursor)
  }
}

/** Reports that an order left. The key is made of what happened, so that running this twice reports it once. */
async function reportShipped(number, carrier, waybill) {
  const report = { kind: 'status', to: 'shipped', parcels: [{ carrier, waybill }] }
  const body = { writes: [{ order: { number }, report }] }
  const { results } = await call('POST', '/erp/v1/writes', { body, idempotencyKey: `shipped:${number}:${waybill}` })
  return results[0]
}

/** Says how much a warehouse has of a SKU now. The same again changes nothing, so it needs no key. */
function tellStock(warehouse, sku, quantity) {
  const body = { saidAt: new Date().toISOString(), hints: [{ warehouse, sku, quantity: Number(quantity) }] }
  return call('PUT', '/erp/v1/stock', { body })
}

const [number, carrier, waybill] = process.argv.slice(2)
if (number === 'stock') console.log(JSON.stringify(await tellStock(...process.argv.slice(3))))
else if (number) console.log(JSON.stringify(await reportShipped(number, carrier, waybill)))
await pull((order) => console.log(order.id, order.number, order.state, `seq ${order.seq}`))

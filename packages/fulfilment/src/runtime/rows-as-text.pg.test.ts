import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orderEvents, orderLines } from '../orders/tables.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { rowsAsTable, rowsInto } from './rows-as-text.ts'

/** Texts that hold what usually stands between values. */
const MARKED = ['\u001d', 'a\u001eb', '\u001f', '\u001f\u001e\u001d']
const ODD = ['', ' ', 'NULL', 'null', '"', '\\', '\\"', '{a,b}', "it's", 'a,b', '商品 ×1\n\t', '\\x00', '🧥', '\u2028']

describe('rows sent as one text', () => {
  let world: TestContext
  beforeAll(async () => {
    world = await openTestContext()
  })
  afterAll(() => world.close())

  const event = (text: string, seq: number) => ({
    orderId: text,
    seq,
    actorKind: 'channel',
    actorName: text,
    appId: seq % 2 ? '0198c0de-0000-7000-8000-000000000001' : null,
    eventId: seq % 2 ? null : 2 ** 52 + seq,
    cause: text,
    before: null,
    after: { [text]: [text, 1, true, null, { deep: text }] },
    patch: [text],
    implied: [],
    effects: [...ODD, text],
    changes: [text],
    occurredAt: new Date(Date.UTC(2026, 0, 1, 0, 0, 0, seq)),
    recordedAt: new Date('1999-12-31T23:59:59.999Z'),
    chain: Buffer.from([0, 92, 34, 255, seq]),
  })

  it('come out as they went in, whatever they hold', async () => {
    for (const texts of [ODD, [...ODD, ...MARKED], MARKED]) {
      const rows = texts.map(event)
      const read = await world.ctx.sql`SELECT * FROM ${rowsAsTable(world.ctx.sql, orderEvents, rows)} r ORDER BY seq`
      expect([...read]).toEqual(rows)
    }
  })

  it('are as many as they were, of one empty text or of none', async () => {
    const { sql } = world.ctx
    const texts = (...causes: string[]) =>
      sql`SELECT * FROM ${rowsAsTable(
        sql,
        orderEvents,
        causes.map((cause) => ({ cause })),
        ['cause'],
      )} r`
    expect([...(await texts())]).toEqual([])
    expect([...(await texts(''))]).toEqual([{ cause: '' }])
    expect([...(await texts('', '\u001d', ''))]).toEqual([{ cause: '' }, { cause: '\u001d' }, { cause: '' }])
  })

  it('leave empty what they do not name, and refuse what Postgres cannot store', async () => {
    const { sql } = world.ctx
    const line = { orderId: 'O1', lineNumber: '1', position: 0, itemNumber: 'I', title: 'T', quantity: 1, priceFen: 5 }
    await sql`INSERT INTO order_lines ${rowsInto(sql, orderLines, [line])}`
    expect(await sql`SELECT sku, title FROM order_lines`).toEqual([{ sku: null, title: 'T' }])
    const spoilt = sql`INSERT INTO order_lines ${rowsInto(sql, orderLines, [{ ...line, lineNumber: 'a\u0000' }])}`
    await expect(spoilt).rejects.toMatchObject({ code: expect.stringMatching(/^22/) })
  })
})

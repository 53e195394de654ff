import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestShop } from '../../../packages/fulfilment/src/testing/own-shop.ts'
import { rowsRead } from '../../../packages/fulfilment/src/testing/rows-read.ts'
import { openTestContext, type TestContext } from '../../../packages/fulfilment/src/testing/test-context.ts'
import { keepHouse } from './keep-house.ts'

const ROWS = 20_001
const ERP = '6f1c6d2e-0f5b-4c39-9a57-1b7f0f4f2c11'

describe('what is kept for a time', () => {
  let world: TestContext
  let owner: postgres.Sql
  let appId: string
  beforeAll(async () => {
    world = await openTestContext()
    appId = (await openTestShop(world.ctx)).appId
    owner = postgres(world.ownerUrl, { max: 1, onnotice: () => {} })
    await owner`ALTER TABLE erp_inbox.writes DISABLE TRIGGER USER`
    await owner`INSERT INTO erps (id, name, grants, may_hold, created_at) VALUES (${ERP}, 'ERP', '{}', false, now())`
  })
  afterAll(async () => {
    await owner.end()
    await world.close()
  })

  const writes = (rows: number, days: number, isDecided = true) => owner`
    INSERT INTO erp_inbox.writes (key, written_at, decided_at)
    SELECT n, at, CASE WHEN ${isDecided} THEN at END
    FROM generate_series(1, ${rows}::int) n, LATERAL (SELECT now() - ${days} * interval '1 day') AS t(at)`
  const events = (rows: number, days: number, state = 'done') => owner`
    INSERT INTO channel_events (app_id, key, id, received_at, topic, state)
    SELECT ${appId}, ${`${state} ${days} `} || n, nextval('channel_event_ids'), now() - ${days} * interval '1 day', 't', ${state}
    FROM generate_series(1, ${rows}::int) n`
  const requests = (rows: number, days: number, isAnswered = true) => owner`
    INSERT INTO erp_requests (erp_id, key, body_hash, address, received_at, writes, results)
    SELECT ${ERP}, ${`${days} ${isAnswered} `} || n, '', '', now() - ${days} * interval '1 day', '[]', CASE WHEN ${isAnswered} THEN '[]'::jsonb END
    FROM generate_series(1, ${rows}::int) n`
  const left = async () => {
    const [row] = await owner<{ writes: number; events: number; requests: number }[]>`
      SELECT (SELECT count(*)::int FROM erp_inbox.writes) AS writes, (SELECT count(*)::int FROM channel_events) AS events,
        (SELECT count(*)::int FROM erp_requests) AS requests`
    return row
  }

  it('goes in one night, however much of it is due', async () => {
    await writes(ROWS, 31)
    await events(ROWS, 401)
    await requests(ROWS, 401)
    await keepHouse(world.ctx)
    expect(await left()).toEqual({ writes: 0, events: 0, requests: 0 })
  })

  it('goes where callers at the door left it: counts of refusals, throttled addresses, sessions that ended', async () => {
    await owner`INSERT INTO staff (id, name, email, role) VALUES ('p1', '李娜', 'p1@example.com', 'ops')`
    for (const days of [32, 1]) {
      await owner`
        INSERT INTO push_refusals (app_id, hour, reason, address, count, first_at, last_at)
        SELECT ${appId}, at, 'signature_wrong', n::text, 1, at, at
        FROM generate_series(1, ${days === 1 ? 1 : ROWS}::int) n, LATERAL (SELECT now() - ${days} * interval '1 day') AS t(at)`
      await owner`
        INSERT INTO staff_rate_limits (id, key, count, last_request)
        VALUES (${days}, ${days}, 1, extract(epoch FROM now() - ${days - 0.5} * interval '1 day') * 1000)`
      await owner`
        INSERT INTO staff_sessions (id, token, user_id, expires_at) VALUES (${days}, ${days}, 'p1', now() - ${days - 2} * interval '1 day')`
    }
    await keepHouse(world.ctx)
    const [row] = await owner`
      SELECT (SELECT array_agg(address) FROM push_refusals) AS refusals, (SELECT array_agg(key) FROM staff_rate_limits) AS limits,
        (SELECT array_agg(token) FROM staff_sessions) AS sessions`
    expect(row).toEqual({ refusals: ['1'], limits: ['1'], sessions: ['1'] })
  })

  it('stays where it is young, or not settled; and however much of it is young, only what is due is looked at', async () => {
    for (const isSettled of [false, true]) {
      await writes(2, 31, isSettled)
      await events(2, 401, isSettled ? 'done' : 'unparsed')
      await requests(2, 401, isSettled)
    }
    await writes(ROWS, 1)
    await events(ROWS, 1)
    await requests(ROWS, 1)
    await owner`ANALYZE`
    for (const table of ['erp_inbox.writes', 'channel_events', 'erp_requests'])
      expect(await rowsRead(world.ctx, table, keepHouse)).toBeLessThan(100)
    expect(await left()).toEqual({ writes: ROWS + 2, events: ROWS + 2, requests: ROWS + 2 })
  })

  const calls = (name: string, told: { rows: number; state: string; days: number; kind?: string }) => owner`
    WITH way AS (
      INSERT INTO delivery_routes (route, slot_at) VALUES (${`${told.kind ?? 'channel.ship'}:1`}, now()) ON CONFLICT DO NOTHING),
    made AS (
      INSERT INTO deliveries (kind, route, key, payload, state, tries, next_at, created_at, settled_at)
      SELECT ${told.kind ?? 'channel.ship'}, ${`${told.kind ?? 'channel.ship'}:1`}, ${name} || n, '{}', ${told.state}, 1, at, at,
        CASE WHEN ${told.state} <> 'pending' THEN at END
      FROM generate_series(1, ${told.rows}::int) n, LATERAL (SELECT now() - ${told.days} * interval '1 day') AS t(at)
      RETURNING id, created_at)
    INSERT INTO delivery_attempts (delivery_id, number, at, milliseconds, result, code, request, answer)
    SELECT id, 1, created_at, 1, 'done', '200', 'said', 'heard' FROM made`
  /** By name: calls, and how many of them with what was said. */
  const callsKept = async () => {
    const rows = await owner<{ name: string; calls: number; said: number }[]>`
      SELECT coalesce(rtrim(d.key, '0123456789'), 'nobody’s') AS name, count(d.id)::int AS calls, count(a.delivery_id)::int AS said
      FROM deliveries d FULL JOIN delivery_attempts a ON a.delivery_id = d.id GROUP BY 1`
    return Object.fromEntries(rows.map((row) => [row.name, [row.calls, row.said]]))
  }

  it('goes where a call is over: what it said and heard, not that it was made, nor what people may send again', async () => {
    const ctx = { ...world.ctx, env: { ...world.ctx.env, BATON_CALL_DAYS: 90 } }
    await calls('given up ', { rows: 2, state: 'dead', days: 91 })
    await calls('told ', { rows: ROWS, state: 'done', days: 91 })
    await calls('waiting ', { rows: 2, state: 'pending', days: 91 })
    await calls('young ', { rows: ROWS, state: 'done', days: 89 })
    await owner`ANALYZE`
    await keepHouse({ ...ctx, env: { ...ctx.env, BATON_CALL_DAYS: 0 } })
    expect(await callsKept()).toMatchObject({ 'told ': [ROWS, ROWS] })
    await keepHouse(ctx)
    const left = { 'given up ': [2, 2], 'told ': [ROWS, 0], 'waiting ': [2, 2], 'young ': [ROWS, ROWS] }
    expect(await callsKept()).toEqual(left)
    await owner`VACUUM ANALYZE delivery_attempts, deliveries`
    for (const table of ['deliveries', 'delivery_attempts'])
      expect(await rowsRead(ctx, table, keepHouse)).toBeLessThan(100)
    expect(await callsKept()).toEqual(left)
  })

  it('goes whole where it told a subscriber or a person, unless somebody may send it again', async () => {
    const ctx = { ...world.ctx, env: { ...world.ctx.env, BATON_CALL_DAYS: 90 } }
    await owner`TRUNCATE deliveries, delivery_attempts, delivery_routes`
    const kind = 'webhook.event'
    await calls('waiting ', { rows: 2, state: 'pending', days: 91, kind })
    await calls('channel ', { rows: 3, state: 'done', days: 91 })
    await calls('event ', { rows: ROWS, state: 'done', days: 91, kind })
    await calls('taken back ', { rows: 2, state: 'cancelled', days: 91, kind: 'email' })
    await calls('given up ', { rows: 2, state: 'dead', days: 91, kind })
    await calls('young ', { rows: ROWS, state: 'done', days: 89, kind })
    await owner`ANALYZE`
    await keepHouse({ ...ctx, env: { ...ctx.env, BATON_CALL_DAYS: 0 } })
    expect(await callsKept()).toMatchObject({ 'event ': [ROWS, ROWS], 'taken back ': [2, 2] })
    await keepHouse(ctx)
    const left = { 'waiting ': [2, 2], 'channel ': [3, 0], 'given up ': [2, 2], 'young ': [ROWS, ROWS] }
    expect(await callsKept()).toEqual(left)
    await owner`VACUUM ANALYZE delivery_attempts, deliveries`
    for (const table of ['deliveries', 'delivery_attempts'])
      expect(await rowsRead(ctx, table, keepHouse)).toBeLessThan(100)
    expect(await callsKept()).toEqual(left)
  })

  it('goes whole though what it said went not: an older call of another route was tried once more since', async () => {
    const ctx = { ...world.ctx, env: { ...world.ctx.env, BATON_CALL_DAYS: 90 } }
    await owner`TRUNCATE deliveries, delivery_attempts, delivery_routes`
    await calls('waiting ', { rows: 1, state: 'pending', days: 91 })
    await owner`UPDATE delivery_attempts SET at = now()`
    await calls('event ', { rows: 1, state: 'done', days: 91, kind: 'webhook.event' })
    await keepHouse(ctx)
    expect(await callsKept()).toEqual({ 'waiting ': [1, 1] })
  })

  it('goes where it is too old for any rule: stock hints after 30 days', async () => {
    const warehouse = '0d9a4f0e-3c57-4b07-9d52-6b8f1f6f1a01'
    await owner`
      INSERT INTO warehouses (id, code, name, province, city, address, time_zone, created_at, updated_at)
      VALUES (${warehouse}, 'W', 'w', 'p', 'c', 'a', 'Asia/Shanghai', now(), now())`
    for (const days of [31, 29])
      await owner`
        INSERT INTO stock_hints (sku, warehouse_id, quantity, said_at, said_by)
        VALUES (${`told ${days} days ago`}, ${warehouse}, 1, now() - ${days} * interval '1 day', 'ERP')`
    await keepHouse(world.ctx)
    expect(await owner`SELECT sku FROM stock_hints`).toEqual([{ sku: 'told 29 days ago' }])
  })

  const alerts = (
    rows: number,
    told: { kind: string; days: number; isOpen?: boolean; closedBy?: string; subject?: string },
  ) => owner`
    WITH made AS (
      INSERT INTO alerts (kind, subject, params, count, first_at, last_at, closed_at, closed_by)
      SELECT ${told.kind}, coalesce(${told.subject ?? null}, ${`${told.kind} ${told.days} `} || n), '{}', 1, at, at,
        CASE WHEN NOT ${told.isOpen ?? false} THEN at END, ${told.closedBy ?? null}
      FROM generate_series(1, ${rows}::int) n, LATERAL (SELECT now() - ${told.days} * interval '1 day') AS t(at)
      RETURNING id, first_at)
    INSERT INTO alert_receipts (alert_id, staff_id, state, queued_at)
    SELECT id, person, 'sent', first_at FROM made, (VALUES ('p1'), ('p2')) AS p(person)`
  const alertsKept = async () => {
    const rows = await owner<{ name: string; alerts: number; receipts: number }[]>`
      SELECT a.kind || ' ' || round(extract(epoch FROM now() - a.first_at) / 86400) AS name,
        count(DISTINCT a.id)::int AS alerts, count(r.id)::int AS receipts
      FROM alerts a LEFT JOIN alert_receipts r ON r.alert_id = a.id GROUP BY 1`
    return Object.fromEntries(rows.map((row) => [row.name, [row.alerts, row.receipts]]))
  }

  it('goes where an alert is closed, with whom it reached; one that is open stays, and what a person saw of calls that were given up', async () => {
    const ctx = { ...world.ctx, env: { ...world.ctx.env, BATON_ALERT_DAYS: 90 } }
    await owner`TRUNCATE deliveries, delivery_attempts, delivery_routes`
    await calls('given up ', { rows: 1, state: 'dead', days: 100, kind: 'webhook.event' })
    const given = { kind: 'delivery_dead', days: 92, closedBy: 'Li' }
    await alerts(1, { ...given, subject: 'webhook.event:1' })
    await alerts(1, { ...given, days: 93, subject: 'webhook.event:2' })
    await alerts(2, { kind: 'channel_broken', days: 91, isOpen: true })
    await alerts(2001, { kind: 'review_opened', days: 91 })
    await alerts(2001, { kind: 'review_opened', days: 89 })
    await keepHouse({ ...ctx, env: { ...ctx.env, BATON_ALERT_DAYS: 0 } })
    expect(await alertsKept()).toMatchObject({ 'review_opened 91': [2001, 4002] })
    await keepHouse(ctx)
    const left = { 'delivery_dead 92': [1, 2], 'channel_broken 91': [2, 4], 'review_opened 89': [2001, 4002] }
    expect(await alertsKept()).toEqual(left)
    await owner`VACUUM ANALYZE alerts, alert_receipts`
    for (const table of ['alerts', 'alert_receipts']) expect(await rowsRead(ctx, table, keepHouse)).toBeLessThan(100)
    expect(await alertsKept()).toEqual(left)
  })

  it('goes where it is no longer shown: bursts of refusals, missed changes, device codes', async () => {
    const warehouse = '0d9a4f0e-3c57-4b07-9d52-6b8f1f6f1a01'
    for (const days of [32, 30, 0]) {
      const at = owner`now() - ${days}::int * interval '1 day'`
      for (const isClosed of [true, false])
        await owner`
          INSERT INTO refusal_bursts (source_id, source, addresses, reasons, orders, count, first_at, last_at, closed_at)
          VALUES (gen_random_uuid(), ${`${days} ${isClosed}`}, '{}', '{}', '{}', 1, ${at}, ${at}, CASE WHEN ${isClosed} THEN ${at} END)`
      await owner`
        INSERT INTO missed_changes (shop_id, order_number, version, found_at) VALUES (gen_random_uuid(), ${String(days)}, 1, ${at})`
      await owner`
        INSERT INTO device_enrolments (code_hash, warehouse_id, name, created_by, expires_at)
        VALUES (${Buffer.from(String(days))}, ${warehouse}, ${String(days)}, 'p1', ${at})`
    }
    await keepHouse(world.ctx)
    const [row] = await owner`
      SELECT (SELECT array_agg(source ORDER BY id) FROM refusal_bursts) AS bursts,
        (SELECT array_agg(order_number ORDER BY found_at) FROM missed_changes) AS missed,
        (SELECT array_agg(name) FROM device_enrolments) AS codes`
    expect(row).toEqual({
      bursts: ['32 false', '30 true', '30 false', '0 true', '0 false'],
      missed: ['30', '0'],
      codes: ['0'],
    })
  })
})

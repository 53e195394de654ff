import type postgres from 'postgres'

/** Rows straight into this throw-away database; the deferred key to the events is dropped first, as only an owner can. */
export async function fillOrders(sql: postgres.Sql, count: number): Promise<void> {
  await sql`ALTER TABLE orders DROP CONSTRAINT orders_carry_their_event`
  const indexes = await sql<{ name: string; definition: string }[]>`
    SELECT indexname AS name, indexdef AS definition FROM pg_indexes
    WHERE tablename = 'orders' AND indexname LIKE 'orders\\_by%' OR indexname = 'orders_held'`
  for (const index of indexes) await sql`DROP INDEX ${sql(index.name)}`
  await sql`SET maintenance_work_mem = '512MB'`
  await sql`SET synchronous_commit = off`
  await sql`
    INSERT INTO orders
    SELECT 'DB2026' || upper(lpad(to_hex(n), 8, '0')), 1, s.platform, s.id, 'N' || n, 'to_ship',
           CASE WHEN n % 5000 = 0 THEN 'exception' WHEN n % 4 = 0 THEN 'to_ship' WHEN n % 4 = 1 THEN 'done' ELSE 'in_transit' END,
           false, false, '[]', CASE WHEN n % 700 = 0 THEN '{risk}' ELSE '{}' END::text[], 'to_ship', n, 12900, 'CNY', NULL, w.id,
           'rule', 0, NULL, 'x', '浙江省', '童装外套 ×1', 1, '顾客', NULL, NULL, t, t, NULL, NULL, NULL, t, t, ''
    FROM generate_series(1, ${count}) n
    CROSS JOIN LATERAL (SELECT now() - n * interval '20 seconds' AS t) at
    JOIN (SELECT id, platform, row_number() OVER (ORDER BY platform) - 1 AS k FROM shops) s ON s.k = n % 2
    JOIN (SELECT id, row_number() OVER (ORDER BY code) - 1 AS k FROM warehouses) w ON w.k = n % 2`
  for (const index of indexes) await sql.unsafe(index.definition)
  await sql`VACUUM ANALYZE orders`
}

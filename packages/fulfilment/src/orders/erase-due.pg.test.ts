import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ErasureWorld, openErasureWorld } from './erasure-world.fixture.ts'
import { eraseDue } from './index.ts'

let world: ErasureWorld
beforeAll(async () => {
  world = await openErasureWorld()
})
afterAll(() => world.close())

it('an order that cannot be erased after a restore holds up no other, is said, and is tried again', async () => {
  const { ctx, owner } = world
  for (const number of ['D1', 'D2', 'D3']) await world.tell(number, 'done')
  const ids = (await Promise.all(['D1', 'D2', 'D3'].map((number) => world.idOf(number)))).sort()
  await owner`
    INSERT INTO erasures_due (order_id, platform, shop, native_number, erased_at, erased_by)
    SELECT id, platform, 'S1', native_number, now(), '客服' FROM orders WHERE id = ANY(${ids})`
  await owner.unsafe(`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'a broken order'; END $$;
    CREATE TRIGGER refuse BEFORE UPDATE ON orders FOR EACH ROW WHEN (NEW.id = '${ids[0]}') EXECUTE FUNCTION refuse()`)
  await expect(eraseDue(ctx)).rejects.toThrow('a broken order')
  const left = await ctx.sql`SELECT id FROM orders WHERE erased_at IS NULL`
  expect(left).toEqual([{ id: ids[0] }])
  await owner`DROP TRIGGER refuse ON orders`
  expect(await eraseDue(ctx)).toBe(1)
  expect(await ctx.sql`SELECT FROM erasures_due`).toHaveLength(0)
})

it('stays owed while another order with the same number is not over', async () => {
  const { ctx, owner } = world
  for (const [number, status] of [
    ['D4', 'done'],
    ['D5', 'to_ship'],
  ] as const)
    await world.tell(number, status)
  const over = await world.idOf('D4')
  await owner`
    INSERT INTO erasures_due (order_id, platform, shop, native_number, erased_at, erased_by)
    VALUES (${over}, 'own-shop', 'S1', 'D5', now(), '客服')`
  expect(await eraseDue(ctx)).toBe(0)
  expect(await eraseDue(ctx)).toBe(0)
  expect(await ctx.sql`SELECT FROM attempts WHERE order_id = ${over} AND verdict = 'duplicate'`).toHaveLength(0)
  expect(
    await ctx.sql`SELECT native_number FROM orders WHERE erased_at IS NOT NULL AND native_number IN ('D4', 'D5')`,
  ).toEqual([{ nativeNumber: 'D4' }])
  await world.tell('D5', 'done')
  expect(await eraseDue(ctx)).toBe(1)
  expect(await ctx.sql`SELECT FROM erasures_due`).toHaveLength(0)
})

import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestContext, type TestContext } from '../testing/test-context.ts'

describe("functions that act with the owner's rights", () => {
  let world: TestContext
  let owner: postgres.Sql
  beforeAll(async () => {
    world = await openTestContext()
    owner = postgres(world.ownerUrl, { max: 1, onnotice: () => {} })
    await owner`GRANT TEMPORARY ON DATABASE ${owner(new URL(world.ownerUrl).pathname.slice(1))} TO PUBLIC`
  })
  afterAll(async () => {
    await owner.end({ timeout: 1 })
    await world.close()
  })

  it('take no temporary table of the caller for one of ours, and so run nothing of the caller', async () => {
    const ranAs = await world.ctx.sql.begin(async (tx) => {
      await tx`CREATE TEMP TABLE inspection_photos (LIKE public.inspection_photos)`
      await tx`CREATE TEMP TABLE ran_as (name text)`
      await tx`GRANT ALL ON inspection_photos, ran_as TO PUBLIC`
      await tx`
        CREATE FUNCTION pg_temp.spy() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN INSERT INTO pg_temp.ran_as VALUES (current_user); RETURN OLD; END $$`
      await tx`
        CREATE TRIGGER spy BEFORE DELETE ON pg_temp.inspection_photos FOR EACH ROW EXECUTE FUNCTION pg_temp.spy()`
      await tx`
        INSERT INTO pg_temp.inspection_photos (id, scan_id, device_id, content_type, received_at, image)
        VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'image/webp', '2020-01-01', '\\x00')`
      await tx`SELECT baton_forget_photos(now(), 10)`
      return tx`SELECT name FROM pg_temp.ran_as`
    })
    expect(ranAs).toEqual([])
  })

  it('name where they look, temporary tables last, and are not for everybody', async () => {
    const functions = await owner<{ name: string; path: string; isOpen: boolean }[]>`
      SELECT p.proname AS name, array_to_string(p.proconfig, '; ') AS path,
        has_function_privilege('public', p.oid, 'EXECUTE') AS "isOpen"
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema')`
    expect(functions.length).toBeGreaterThan(5)
    expect(functions.filter(({ path, isOpen }) => isOpen || !/search_path=pg_catalog,.*pg_temp$/.test(path))).toEqual(
      [],
    )
  })
})

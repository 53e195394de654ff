import { expect, it } from 'vitest'
import { openTestContext } from '../testing/test-context.ts'
import { openDatabase } from './database.ts'
import { refuseOlderSchema } from './schema-version.ts'

it('the running role is let in by this release and a newer one, and told to migrate an older or an empty database', async () => {
  const world = await openTestContext()
  const owner = openDatabase(world.ownerUrl, { max: 3, name: 'baton-test' })
  try {
    await refuseOlderSchema(world.ctx.sql)
    await owner.sql`INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('of a later release', 9999999999999)`
    await refuseOlderSchema(world.ctx.sql)

    await owner.sql`DELETE FROM drizzle.__drizzle_migrations WHERE id > 5`
    await expect(refuseOlderSchema(world.ctx.sql)).rejects.toThrow('older release')
    await owner.sql`REVOKE USAGE ON SCHEMA drizzle FROM PUBLIC, baton_app`
    await expect(refuseOlderSchema(world.ctx.sql)).rejects.toThrow('older release')
    await owner.sql`DROP SCHEMA drizzle CASCADE`
    await expect(refuseOlderSchema(world.ctx.sql)).rejects.toThrow('no tables yet')
  } finally {
    await owner.close()
    await world.close()
  }
})

import { customType, timestamp } from 'drizzle-orm/pg-core'

/** An instant, in UTC. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

export const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value),
})

/** A transaction id that never wraps around. */
export const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' })

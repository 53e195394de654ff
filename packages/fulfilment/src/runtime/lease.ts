import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Context } from './context.ts'

const LEASE_SECONDS = 10
/** An outgoing call gives up after ten seconds; what it brought must be stored before anybody else may begin. */
const CALL_SECONDS = 30
/** Whoever waits for another's call looks so often whether it is over, for twelve seconds. */
const LOOK_EVERY_MS = 300
const MOST_LOOKS = 40
/** Nobody holds a lease for longer: a clock was set back, and its holder may be gone. */
const TOO_LONG_SECONDS = CALL_SECONDS + 60

/**
 * Takes or renews a lease for ten seconds. Returns its fencing number, or null while another holder has it.
 * A holder must stop its work when a renewal returns null.
 */
export async function takeLease(ctx: Context, name: string, holder: string): Promise<number | null> {
  return take(ctx, { name, holder, seconds: LEASE_SECONDS })
}

/** The same for longer than one outgoing call may take, for work that is that call and cannot renew meanwhile. */
export async function takeLeaseForCall(ctx: Context, name: string, holder: string): Promise<number | null> {
  return take(ctx, { name, holder, seconds: CALL_SECONDS })
}

async function take(
  ctx: Context,
  { name, holder, seconds }: { name: string; holder: string; seconds: number },
): Promise<number | null> {
  const rows = await ctx.sql<{ fence: number }[]>`
    INSERT INTO leases (name, holder, fence, taken_at, expires_at)
    VALUES (${name}, ${holder}, 1, now(), now() + ${seconds} * interval '1 second')
    ON CONFLICT (name) DO UPDATE SET
      holder = excluded.holder,
      fence = leases.fence + (leases.holder <> excluded.holder)::int,
      taken_at = CASE WHEN leases.holder = excluded.holder THEN leases.taken_at ELSE excluded.taken_at END,
      note = CASE WHEN leases.holder = excluded.holder THEN leases.note END,
      expires_at = excluded.expires_at
    WHERE leases.holder = excluded.holder OR leases.expires_at < now()
      OR leases.expires_at > now() + ${TOO_LONG_SECONDS} * interval '1 second'
    RETURNING fence`
  return rows[0]?.fence ?? null
}

/**
 * One outgoing call at a time among all processes: whoever has the lease makes it, the others take what is `known` by then.
 * Null where twelve seconds brought neither.
 */
export async function singleFlight<T>(
  ctx: Context,
  name: string,
  flight: { known: () => Promise<T | null>; call: () => Promise<T> },
): Promise<T | null> {
  const holder = randomUUID()
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const mine = await takeLeaseForCall(ctx, name, holder)
    try {
      const known = await flight.known()
      if (known !== null) return known
      if (mine !== null) return await flight.call()
    } finally {
      if (mine !== null) await dropLease(ctx, name, holder)
    }
    await pause(LOOK_EVERY_MS)
  }
  return null
}

/** It is renewed while there is still time for it to fail. */
const RENEW_BEFORE_MS = 6000

/** A lease that one process keeps for as long as it works. */
export class HeldLease {
  private readonly holder = randomUUID()
  private until = Number.NEGATIVE_INFINITY
  private readonly ctx: Context
  private readonly name: string

  constructor(ctx: Context, name: string) {
    this.ctx = ctx
    this.name = name
  }

  /** Takes or renews it where that is due; false: another process has it. */
  async hold(): Promise<boolean> {
    if (performance.now() <= this.until - RENEW_BEFORE_MS) return true
    if ((await takeLease(this.ctx, this.name, this.holder)) === null) return false
    this.until = performance.now() + LEASE_SECONDS * 1000
    return true
  }

  /** Gives it back; one that cannot be given back runs out by itself. */
  async drop(): Promise<void> {
    this.until = Number.NEGATIVE_INFINITY
    await dropLease(this.ctx, this.name, this.holder).catch(() => {})
  }
}

/** Gives a lease back at once, so that the next holder need not wait for it to run out. */
export async function dropLease(ctx: Context, name: string, holder: string): Promise<void> {
  await ctx.sql`UPDATE leases SET expires_at = now() WHERE name = ${name} AND holder = ${holder}`
}

/** Leaves a line for people beside a lease: what its holder is doing, or why it cannot; null when all is well, which ends the time it was down. */
export async function noteOnLease(
  ctx: Context,
  name: string,
  note: { holder: string; text: string | null },
): Promise<void> {
  await ctx.sql`
    UPDATE leases SET note = ${note.text},
      down_since = CASE WHEN ${note.text}::text IS NOT NULL THEN coalesce(down_since, now()) END
    WHERE name = ${name} AND holder = ${note.holder}`
}

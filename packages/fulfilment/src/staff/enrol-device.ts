import { createHash, randomBytes, randomUUID } from 'node:crypto'
import {
  type EnrolInput,
  type EnrolmentCreateInput,
  type EnrolmentView,
  type EnrolSelfInput,
  type FormerDevice,
  type GunCreateInput,
  type GunView,
  TRUST_PATH,
} from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { Failure } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { recordAccess } from './record-access.ts'

export const ENROLMENT_MINUTES = 15

/** 256 bits that only the device keeps; stored as SHA-256. */
export interface NewDevice {
  readonly id: string
  readonly key: string
}

/** A code that makes one browser a device; shown once, good once and for a quarter of an hour. */
export async function createEnrolment(ctx: Context, input: EnrolmentCreateInput): Promise<EnrolmentView> {
  await requireWarehouse(ctx, input.warehouseId)
  const code = randomBytes(16).toString('base64url')
  const expiresAt = new Date(ctx.now().getTime() + ENROLMENT_MINUTES * 60_000)
  await ctx.sql`
    INSERT INTO device_enrolments (code_hash, warehouse_id, name, created_by, expires_at)
    VALUES (${digest(code)}, ${input.warehouseId}, ${input.name}, ${ctx.actor.id}, ${expiresAt})`
  const url = new URL(`/scan/enrol/?code=${code}`, ctx.env.BATON_PUBLIC_URL).href
  return { code, url, trustUrl: trustUrlOf(ctx.env), expiresAt: expiresAt.toISOString() }
}

/** Only an address of our own authority has to be trusted first; that page is read without TLS. */
function trustUrlOf({ BATON_PUBLIC_URL, BATON_LAN_URL }: Context['env']): string | null {
  if (BATON_LAN_URL === undefined || new URL(BATON_LAN_URL).origin !== new URL(BATON_PUBLIC_URL).origin) return null
  const url = new URL(TRUST_PATH, BATON_LAN_URL)
  return `http://${url.host}${url.pathname}`
}

/** Trades a code for a device key. Throws `ENROLMENT_INVALID` for one that is unknown, used or too old. */
export async function enrolDevice(ctx: Context, input: EnrolInput): Promise<NewDevice> {
  return inTransaction(ctx, async (tx) => {
    const [enrolment] = await tx<{ warehouseId: string; name: string; createdBy: string; creatorId: string }[]>`
      UPDATE device_enrolments SET used_at = ${ctx.now()}
      WHERE code_hash = ${digest(input.code)} AND used_at IS NULL AND expires_at > ${ctx.now()}
      RETURNING warehouse_id, name, created_by AS creator_id, coalesce((SELECT s.name FROM staff s WHERE s.id = created_by), created_by) AS created_by`
    if (!enrolment) throw new Failure('ENROLMENT_INVALID')
    const made = newDevice()
    await tx`
      INSERT INTO devices (id, kind, name, warehouse_id, key_hash, created_at, created_by)
      VALUES (${made.id}, 'browser', ${enrolment.name}, ${enrolment.warehouseId}, ${digest(made.key)}, ${ctx.now()},
              ${enrolment.createdBy})`
    await noteFormer(tx, made, input.former)
    const by = { kind: 'person', id: enrolment.creatorId, name: enrolment.createdBy } as const
    await recordAccess(ctx, tx, { deed: 'device_added', of: { kind: 'device', id: made.id }, by })
    return made
  })
}

/** The browser of a signed-in person becomes a device of its own, named after them; they hold it. */
export async function enrolOwnBrowser(ctx: Context, input: EnrolSelfInput): Promise<NewDevice> {
  await requireWarehouse(ctx, input.warehouseId)
  const made = newDevice()
  const { id, name } = ctx.actor
  return inTransaction(ctx, async (tx) => {
    await tx`
      INSERT INTO devices (id, kind, name, warehouse_id, key_hash, created_at, created_by, operator_id, operator_at,
                           owner_id)
      VALUES (${made.id}, 'browser', ${name}, ${input.warehouseId}, ${digest(made.key)}, ${ctx.now()}, ${name},
              ${id}, ${ctx.now()}, ${id})`
    await noteFormer(tx, made, input.former)
    await recordAccess(ctx, tx, { deed: 'device_added', of: { kind: 'device', id: made.id } })
    return made
  })
}

/** Its count goes on from what this server has of the one before. A device that is not known here is nobody's past. */
async function noteFormer(tx: Tx, { id }: NewDevice, former: FormerDevice | undefined): Promise<void> {
  if (!former) return
  await tx`
    UPDATE devices d SET former_id = f.id, former_last_seq = ${former.lastSeq},
      last_seq = least(${former.lastSeq}::bigint, f.last_seq)
    FROM devices f WHERE d.id = ${id} AND f.id = ${former.id} AND f.kind = 'browser'`
}

/** A scan gun that signs what it posts; its key is shown this once and stored sealed. */
export async function createGun(ctx: Context, input: GunCreateInput): Promise<GunView> {
  return createSigner(ctx, 'gun', input)
}

/** A print agent of a warehouse; signs like a scan gun. */
export async function createAgent(ctx: Context, input: GunCreateInput): Promise<GunView> {
  return createSigner(ctx, 'agent', input)
}

async function createSigner(ctx: Context, kind: 'gun' | 'agent', input: GunCreateInput): Promise<GunView> {
  await requireWarehouse(ctx, input.warehouseId)
  const id = randomUUID()
  const key = `whsec_${randomBytes(32).toString('base64')}`
  await inTransaction(ctx, async (tx) => {
    await tx`
      INSERT INTO devices (id, kind, name, warehouse_id, sealed_key, created_at, created_by)
      VALUES (${id}, ${kind}, ${input.name}, ${input.warehouseId}, ${ctx.secrets.seal(key, gunPlace(id))}, ${ctx.now()},
              ${ctx.actor.name})`
    await recordAccess(ctx, tx, { deed: 'device_added', of: { kind: 'device', id } })
  })
  return { id, key }
}

export function gunPlace(id: string): string {
  return `devices.sealed_key:${id}`
}

export function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

function newDevice(): NewDevice {
  return { id: randomUUID(), key: randomBytes(32).toString('base64url') }
}

async function requireWarehouse(ctx: Context, id: string): Promise<void> {
  const [known] = await ctx.sql`SELECT FROM warehouses WHERE id = ${id} AND enabled`
  if (!known) throw new Failure('WAREHOUSE_NOT_FOUND')
}

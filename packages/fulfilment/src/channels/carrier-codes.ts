import {
  CARRIERS,
  CarrierCode,
  type CarrierCodeView,
  type CarrierSaveInput,
  type CarrierSystem,
  type CarrierVersionView,
  type CarrierWordInput,
  type DeliveryKind,
  PLATFORMS,
  type PlatformId,
} from '@baton/contract'
import { type CarrierCodes, DRIVERS, REPORT_DRIVERS } from '@baton/platforms'
import { replayDeliveries } from '../deliveries/index.ts'
import type { Context } from '../runtime/context.ts'
import { Failure, isAlreadyThere } from '../runtime/failure.ts'
import { forgetStatusMaps } from './status-maps.ts'

/** What a channel is told for a carrier. */
export interface CarrierAtChannel {
  readonly code: string
  readonly name: string
}

interface Row {
  readonly carrier: string
  readonly code: string | null
  readonly name: string | null
  readonly version: number
  readonly author: string
  readonly createdAt: Date
}

/**
 * What this channel calls these carriers: what the merchant gave, else the published code. A word that is none of ours and
 * that nobody mapped is taken for the channel's own. Carriers the channel has no code for are missing.
 */
export async function readCarrierCodes(
  ctx: Context,
  platform: CarrierSystem,
  carriers: readonly string[],
): Promise<ReadonlyMap<string, CarrierAtChannel>> {
  const given = new Map((await readGiven(ctx, platform)).map((row) => [row.carrier, row]))
  return new Map(
    carriers.flatMap((carrier) => {
      const row = given.get(carrier)
      const code = row ? row.code : publishedCode(platform, carrier)
      return code === null ? [] : [[carrier, { code, name: row?.name ?? carrier }] as const]
    }),
  )
}

function publishedCode(platform: CarrierSystem, carrier: string): string | null {
  const ours = CarrierCode.safeParse(carrier)
  return ours.success ? (publishedOf(platform)[ours.data] ?? null) : carrier
}

function publishedOf(system: CarrierSystem): CarrierCodes {
  return system === 'weixin-mini' ? REPORT_DRIVERS[system].carriers : DRIVERS[system].carriers
}

async function readGiven(ctx: Context, platform: CarrierSystem): Promise<readonly Row[]> {
  return ctx.sql<Row[]>`
    SELECT DISTINCT ON (carrier) carrier, code, name, version, author, created_at FROM carrier_codes
    WHERE platform = ${platform} ORDER BY carrier, version DESC`
}

/** Our carriers, and every other that was mapped, with the code in force at one channel. */
export async function listCarrierCodes(
  ctx: Context,
  input: { platform: CarrierSystem },
): Promise<readonly CarrierCodeView[]> {
  const given = await readGiven(ctx, input.platform)
  const names = [...new Set<string>([...CARRIERS, ...given.map((row) => row.carrier)])]
  return names.map((carrier) => {
    const row = given.find((one) => one.carrier === carrier)
    const ours = CarrierCode.safeParse(carrier)
    const published = ours.success ? (publishedOf(input.platform)[ours.data] ?? null) : null
    return {
      ...{ carrier, published, code: row ? row.code : published, name: row?.name ?? null },
      ...{ version: row?.version ?? 0, author: row?.author ?? null, createdAt: row?.createdAt.toISOString() ?? null },
    }
  })
}

/** Every code a merchant gave a carrier at one channel, newest first. */
export async function readCarrierHistory(
  ctx: Context,
  { platform, carrier }: CarrierWordInput,
): Promise<readonly CarrierVersionView[]> {
  const rows = await ctx.sql<(Omit<CarrierVersionView, 'createdAt'> & { createdAt: Date })[]>`
    SELECT version, code, name, author, reason, created_at FROM carrier_codes
    WHERE platform = ${platform} AND carrier = ${carrier} ORDER BY version DESC`
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }))
}

/**
 * Adds a version to what a channel calls a carrier, and sends again the shipments that could not be told for want of it.
 * Throws `VERSION_CONFLICT` when somebody changed it meanwhile. Returns how many are sent again.
 */
export async function saveCarrierCode(
  ctx: Context,
  input: CarrierSaveInput,
): Promise<{ version: number; released: number }> {
  const { platform, carrier, code, name, expectedVersion, reason } = input
  const version = expectedVersion + 1
  const conflict = { fields: { [carrier]: 'changed_meanwhile' } }
  try {
    const made = await ctx.sql`
      INSERT INTO carrier_codes (platform, carrier, version, code, name, author, author_id, reason, created_at)
      SELECT ${platform}, ${carrier}, ${version}, ${code}, ${name}, ${ctx.actor.name}, ${ctx.actor.id}, ${reason}, ${ctx.now()}
      WHERE ${expectedVersion} = (
        SELECT coalesce(max(version), 0) FROM carrier_codes WHERE platform = ${platform} AND carrier = ${carrier})`
    if (made.count === 0) throw new Failure('VERSION_CONFLICT', conflict)
  } catch (error) {
    if (!isAlreadyThere(error)) throw error
    throw new Failure('VERSION_CONFLICT', { cause: error, ...conflict })
  }
  forgetStatusMaps(ctx)
  return { version, released: code === null ? 0 : await sendWaiting(ctx, platform, carrier) }
}

const MOST = 1000

async function sendWaiting(ctx: Context, platform: CarrierSystem, carrier: string): Promise<number> {
  const told = platformsToldAs(platform)
  const rows = await ctx.sql<{ id: number }[]>`
    SELECT d.id FROM deliveries d
    JOIN channel_apps a ON a.id::text = d.payload->>'appId' AND a.platform = ANY(${told.platforms})
    JOIN delivery_attempts t ON t.delivery_id = d.id AND t.number = d.tries AND t.answer = ${carrier}
    WHERE d.state = 'dead' AND d.kind = ${told.kind} AND d.code = 'carrier_unmapped' ORDER BY d.id LIMIT ${MOST}`
  if (rows.length === 0) return 0
  return (await replayDeliveries(ctx, { ids: rows.map((row) => String(row.id)) })).replayed
}

/** Whose shipments are told in the codes of this system, and by which calls. */
function platformsToldAs(system: CarrierSystem): { kind: DeliveryKind; platforms: readonly PlatformId[] } {
  if (system !== 'weixin-mini') return { kind: 'channel.ship', platforms: [system] }
  return { kind: 'channel.report', platforms: PLATFORMS.filter((one) => DRIVERS[one].report?.system === system) }
}

import { randomBytes, randomUUID } from 'node:crypto'
import type { ChannelSaveInput, OrderState, PlatformId } from '@baton/contract'
import { type AppAccess, DRIVERS, type ShopAccess } from '@baton/platforms'
import { isAsSeen } from '../runtime/as-seen.ts'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { Failure, inputInvalid } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { changedFields, fieldsThatStay, movedEndpoints, openFields, sealFields } from './fields.ts'

/** One app with its secrets open, for the code that speaks with its platform. */
export interface ChannelApp {
  readonly id: string
  readonly platform: PlatformId
  readonly name: string
  readonly actorKind: 'channel' | 'carrier' | 'erp'
  readonly grants: readonly OrderState[]
  readonly enabled: boolean
  readonly updatedAt: Date
  /** While set, what it sends is kept and takes no effect. */
  readonly pausedAt: Date | null
  /** As ops set it; null: the platform's figure. */
  readonly writeBackPerMinute: number | null
  readonly access: AppAccess
  readonly shops: readonly ChannelShop[]
}

export interface ChannelShop {
  readonly id: string
  readonly name: string
  readonly nativeNumber: string
  readonly enabled: boolean
  readonly fields: Readonly<Record<string, string>>
  readonly tokenExpiresAt: Date | null
  readonly tokenStoredAt: Date | null
  readonly shipWithinHours: number | null
}

interface AppRow {
  readonly id: string
  readonly platform: PlatformId
  readonly name: string
  readonly actorKind: ChannelApp['actorKind']
  readonly grants: OrderState[]
  readonly enabled: boolean
  readonly updatedAt: Date
  readonly pausedAt: Date | null
  readonly writeBackPerMinute: number | null
  readonly pushKey: string
  readonly fields: Uint8Array
  readonly endpoints: Record<string, string>
}

interface ShopRow {
  readonly id: string
  readonly appId: string
  readonly name: string
  readonly nativeNumber: string
  readonly enabled: boolean
  readonly fields: Uint8Array
  readonly tokenExpiresAt: Date | null
  readonly tokenStoredAt: Date | null
  readonly shipWithinHours: number | null
}

const APP_PLACE = 'channel_apps.fields'
const SHOP_PLACE = 'shops.fields'

/** Every app with its shops, secrets open. Small: a merchant has a handful. */
export async function readChannelApps(ctx: Context): Promise<readonly (ChannelApp & { pushKey: string })[]> {
  const apps = await ctx.sql<AppRow[]>`
    SELECT id, platform, name, actor_kind, grants, enabled, updated_at, paused_at, write_back_per_minute, push_key, fields, endpoints
    FROM channel_apps ORDER BY created_at, id`
  // After the apps: a token that was stored before its app's address changed is never seen beside the new address.
  const shops = await ctx.sql<ShopRow[]>`
    SELECT id, app_id, name, native_number, enabled, fields, token_expires_at, token_stored_at, ship_within_hours
    FROM shops ORDER BY created_at, id`
  const shopsOf = Map.groupBy(shops, (shop) => shop.appId)
  return apps.map((app) => ({
    id: app.id,
    platform: app.platform,
    name: app.name,
    actorKind: app.actorKind,
    grants: app.grants,
    enabled: app.enabled,
    updatedAt: app.updatedAt,
    pausedAt: app.pausedAt,
    writeBackPerMinute: app.writeBackPerMinute,
    pushKey: app.pushKey,
    access: {
      app: openFields(ctx.secrets, `${APP_PLACE}:${app.id}`, app.fields),
      endpoints: endpointsOf(app),
    },
    shops: (shopsOf.get(app.id) ?? []).map((shop) => ({
      id: shop.id,
      name: shop.name,
      nativeNumber: shop.nativeNumber,
      enabled: shop.enabled,
      fields: openFields(ctx.secrets, `${SHOP_PLACE}:${shop.id}`, shop.fields),
      tokenExpiresAt: shop.tokenExpiresAt,
      tokenStoredAt: shop.tokenStoredAt,
      shipWithinHours: shop.shipWithinHours,
    })),
  }))
}

export function shopAccess(app: ChannelApp, shop: ChannelShop): ShopAccess {
  return { ...app.access, shop: shop.fields }
}

/** The host behind one of an app's endpoints: where its messages or answers come from. Null where it has none. */
export function hostOf(app: ChannelApp, endpoint: 'gateway' | 'messages'): string | null {
  const url = app.access.endpoints[endpoint]
  return url && URL.canParse(url) ? new URL(url).hostname : null
}

/**
 * Creates or changes an app; a new one gets its own push address. Secrets left out keep their value, unless an address that
 * they are sent to is on another host now: then they are asked for again (`SECRETS_NEEDED_AGAIN`), and those of its shops are
 * forgotten. Throws `VERSION_CONFLICT` when somebody has changed it since it was seen.
 */
export async function saveApp(ctx: Context, input: ChannelSaveInput): Promise<{ id: string }> {
  return inTransaction(ctx, (tx) => writeApp(ctx, tx, input))
}

async function writeApp(ctx: Context, tx: Tx, input: ChannelSaveInput): Promise<{ id: string }> {
  const id = input.id ?? randomUUID()
  const driver = DRIVERS[input.platform]
  const [known] = await tx<(Pick<AppRow, 'fields' | 'platform' | 'endpoints'> & { isAsSeen: boolean })[]>`
    SELECT fields, platform, endpoints, ${isAsSeen(tx, tx`updated_at`, input.seenAt)} AS is_as_seen FROM channel_apps WHERE id = ${id} FOR UPDATE`
  if (input.id && !known) throw new Failure('CHANNEL_NOT_FOUND')
  if (known?.isAsSeen === false) throw new Failure('VERSION_CONFLICT')
  if (known && known.platform !== input.platform) throw inputInvalid({ platform: 'fixed' })
  const strange = Object.keys(input.endpoints).filter((name) => !Object.hasOwn(driver.endpoints, name))
  if (strange.length > 0)
    throw inputInvalid(Object.fromEntries(strange.map((name) => [`endpoints.${name}`, 'unknown'])))
  const stored = known ? openFields(ctx.secrets, `${APP_PLACE}:${id}`, known.fields) : {}
  const moved = known ? movedEndpoints(endpointsOf(known), endpointsOf(input)) : []
  const fields = changedFields(driver.appFields, { given: input.fields, stored, moved })
  const sealed = sealFields(ctx.secrets, `${APP_PLACE}:${id}`, fields)
  const now = ctx.now()
  await tx`
    INSERT INTO channel_apps (id, platform, name, push_key, fields, endpoints, created_at, updated_at)
    VALUES (${id}, ${input.platform}, ${input.name}, ${randomBytes(16).toString('base64url')}, ${sealed},
            ${tx.json(input.endpoints)}, ${now}, ${now})
    ON CONFLICT (id) DO UPDATE SET
      name = excluded.name, fields = excluded.fields, endpoints = excluded.endpoints, updated_at = excluded.updated_at`
  if (moved.length > 0) await forgetShopSecrets(ctx, tx, { appId: id, platform: input.platform, moved })
  return { id }
}

function endpointsOf({
  platform,
  endpoints,
}: Pick<AppRow, 'platform' | 'endpoints'>): Readonly<Record<string, string>> {
  return { ...DRIVERS[platform].endpoints, ...endpoints }
}

async function forgetShopSecrets(
  ctx: Context,
  tx: Tx,
  { appId, platform, moved }: { appId: string; platform: PlatformId; moved: readonly string[] },
): Promise<void> {
  const shops = await tx<{ id: string; fields: Uint8Array }[]>`
    SELECT id, fields FROM shops WHERE app_id = ${appId} ORDER BY id FOR UPDATE`
  for (const shop of shops) {
    const place = `${SHOP_PLACE}:${shop.id}`
    const stored = openFields(ctx.secrets, place, shop.fields)
    const fields = fieldsThatStay(DRIVERS[platform].shopFields, stored, moved)
    if (Object.keys(fields).length === Object.keys(stored).length) continue
    await tx`
      UPDATE shops SET fields = ${sealFields(ctx.secrets, place, fields)}, field_names = ${Object.keys(fields)},
        token_expires_at = NULL, token_stored_at = NULL, updated_at = ${ctx.now()} WHERE id = ${shop.id}`
  }
}

/** A disabled app's pushes are refused and its sockets closed; nothing it already sent is lost. */
export async function enableApp(ctx: Context, input: { id: string; enabled: boolean }): Promise<void> {
  const changed = await ctx.sql`
    UPDATE channel_apps SET enabled = ${input.enabled}, updated_at = ${ctx.now()} WHERE id = ${input.id}`
  if (changed.count === 0) throw new Failure('CHANNEL_NOT_FOUND')
}

/** Sets how many calls a minute tell an app of shipments and cancellations; null: the platform's figure again. */
export async function setWriteBackRate(ctx: Context, input: { id: string; perMinute: number | null }): Promise<void> {
  const changed = await ctx.sql`
    UPDATE channel_apps SET write_back_per_minute = ${input.perMinute}, updated_at = ${ctx.now()} WHERE id = ${input.id}`
  if (changed.count === 0) throw new Failure('CHANNEL_NOT_FOUND')
}

/** Sets or ends the pause of an app; the first pause's time stands. Throws `CHANNEL_NOT_FOUND`. */
export async function pauseApp(ctx: Context, input: { id: string; paused: boolean }): Promise<void> {
  const { id, paused } = input
  const changed = await ctx.sql`
    UPDATE channel_apps SET paused_at = CASE WHEN ${paused} THEN coalesce(paused_at, ${ctx.now()}) END WHERE id = ${id}`
  if (changed.count === 0) throw new Failure('CHANNEL_NOT_FOUND')
}

export interface StoredToken {
  readonly fields: Readonly<Record<string, string>>
  readonly expiresAt: Date
  /** Where it was issued. */
  readonly endpoints: AppAccess['endpoints']
}

/**
 * Stores a token a platform issued for one shop, beside its other fields. Throws `VERSION_CONFLICT` where the app's addresses
 * are on other hosts by now than the one that issued it.
 */
export async function storeShopToken(ctx: Context, shopId: string, token: StoredToken): Promise<void> {
  await inTransaction(ctx, (tx) => writeShopToken(ctx, tx, { shopId, token }))
}

/** The same within the caller's transaction. */
export async function writeShopToken(
  ctx: Context,
  tx: Tx,
  { shopId, token }: { shopId: string; token: StoredToken },
): Promise<void> {
  const [row] = await tx<{ fields: Uint8Array }[]>`SELECT fields FROM shops WHERE id = ${shopId} FOR UPDATE`
  if (!row) throw new Failure('SHOP_NOT_FOUND')
  const [app] = await tx<Pick<AppRow, 'platform' | 'endpoints'>[]>`
    SELECT platform, endpoints FROM channel_apps WHERE id = (SELECT app_id FROM shops WHERE id = ${shopId})`
  if (app && movedEndpoints(token.endpoints, endpointsOf(app)).length > 0) throw new Failure('VERSION_CONFLICT')
  const fields = { ...openFields(ctx.secrets, `${SHOP_PLACE}:${shopId}`, row.fields), ...token.fields }
  await tx`
    UPDATE shops SET fields = ${sealFields(ctx.secrets, `${SHOP_PLACE}:${shopId}`, fields)},
      field_names = ${Object.keys(fields)}, token_expires_at = ${token.expiresAt},
      token_stored_at = ${ctx.now()}
    WHERE id = ${shopId}`
}

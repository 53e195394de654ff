import { randomUUID } from 'node:crypto'
import type { PlatformId, ShopSaveInput, ShopView } from '@baton/contract'
import { DRIVERS } from '@baton/platforms'
import { isAsSeen } from '../runtime/as-seen.ts'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { Failure, inputInvalid, isAlreadyThere } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { changedFields, openFields, sealFields } from './fields.ts'
import { forgetNames } from './names.ts'
import { renewsToken } from './renews-token.ts'

const PLACE = 'shops.fields'

export async function listShops(ctx: Context): Promise<readonly ShopView[]> {
  const rows = await ctx.sql<
    (Omit<ShopView, 'tokenExpiresAt' | 'tokenRenewsItself' | 'credentialsSet' | 'hasCredentials' | 'savedAt'> & {
      tokenExpiresAt: Date | null
      fieldNames: string[]
      savedAt: Date
    })[]
  >`
    SELECT s.id, s.app_id, a.name AS app_name, s.platform, s.name, s.native_number, s.enabled, s.field_names,
           s.token_expires_at, s.address, s.ship_within_hours, s.updated_at AS saved_at
    FROM shops s JOIN channel_apps a ON a.id = s.app_id ORDER BY s.platform, s.name, s.id`
  return rows.map(({ fieldNames, tokenExpiresAt, savedAt, ...row }) => ({
    ...row,
    credentialsSet: fieldNames,
    hasCredentials: DRIVERS[row.platform].shopFields.length > 0,
    tokenExpiresAt: tokenExpiresAt?.toISOString() ?? null,
    tokenRenewsItself: renewsToken({ platform: row.platform, fieldNames }),
    savedAt: savedAt.toISOString(),
  }))
}

/**
 * Creates or changes a shop of an app. Secrets left out keep their value, also one that is renewed meanwhile; once the shop's
 * own address is another, they are asked for again (`SECRETS_NEEDED_AGAIN`). Throws `VERSION_CONFLICT` when somebody has
 * changed it since it was seen.
 */
export async function saveShop(ctx: Context, input: ShopSaveInput): Promise<{ id: string }> {
  const saved = await inTransaction(ctx, (tx) => writeShop(ctx, tx, { input, credentialsLater: false }))
  forgetNames(ctx)
  return saved
}

/**
 * The same within the caller's transaction. `credentialsLater`: a shop may be registered, switched off, before anyone
 * enters its credentials.
 */
export async function writeShop(
  ctx: Context,
  tx: Tx,
  { input, credentialsLater }: { input: ShopSaveInput; credentialsLater: boolean },
): Promise<{ id: string }> {
  const id = input.id ?? randomUUID()
  const [app] = await tx<{ platform: PlatformId }[]>`SELECT platform FROM channel_apps WHERE id = ${input.appId}`
  if (!app) throw new Failure('CHANNEL_NOT_FOUND')
  const [known] = await tx<{ appId: string; fields: Uint8Array; isAsSeen: boolean }[]>`
    SELECT app_id, fields, ${isAsSeen(tx, tx`updated_at`, input.seenAt)} AS is_as_seen FROM shops WHERE id = ${id} FOR UPDATE`
  if (input.id && !known) throw new Failure('SHOP_NOT_FOUND')
  if (known?.isAsSeen === false) throw new Failure('VERSION_CONFLICT')
  if (known && known.appId !== input.appId) throw inputInvalid({ appId: 'fixed' })
  const stored = known ? openFields(ctx.secrets, `${PLACE}:${id}`, known.fields) : {}
  const specs = DRIVERS[app.platform].shopFields.map((spec) => (credentialsLater ? { ...spec, required: false } : spec))
  const fields = changedFields(specs, { given: input.fields, stored })
  const now = ctx.now()
  try {
    await tx`
      INSERT INTO shops AS s (id, app_id, platform, name, native_number, address, fields, field_names, ship_within_hours, enabled, created_at, updated_at)
      VALUES (${id}, ${input.appId}, ${app.platform}, ${input.name}, ${input.nativeNumber}, ${input.address ?? null},
              ${sealFields(ctx.secrets, `${PLACE}:${id}`, fields)}, ${Object.keys(fields)}, ${input.shipWithinHours ?? null},
              ${input.enabled}, ${now}, ${now})
      ON CONFLICT (id) DO UPDATE SET
        name = excluded.name, native_number = excluded.native_number, address = excluded.address,
        fields = excluded.fields, field_names = excluded.field_names,
        ship_within_hours = CASE WHEN ${input.shipWithinHours === undefined} THEN s.ship_within_hours ELSE excluded.ship_within_hours END, enabled = excluded.enabled, updated_at = excluded.updated_at`
  } catch (error) {
    if (isAlreadyThere(error))
      throw new Failure('ALREADY_EXISTS', { cause: error, fields: { nativeNumber: input.nativeNumber } })
    throw error
  }
  return { id }
}

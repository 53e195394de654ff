import { createHash, randomBytes } from 'node:crypto'
import type { AuthorisationBeginInput, PlatformId } from '@baton/contract'
import { DRIVERS } from '@baton/platforms'
import { readChannelApps } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import { Failure, inputInvalid } from '../runtime/failure.ts'

const AUTHORISATION_MINUTES = 10

/** Where a platform's authorise page sends the browser back to; ops enter it in the platform's console. */
export function redirectUriOf(ctx: Context, platform: PlatformId): string {
  return new URL(`/authorised/${platform}`, ctx.env.BATON_PUBLIC_URL).href
}

/**
 * Opens a way to the platform's authorise page and back, for the person who acts, this app and, where one is chosen, this
 * shop. Returns the address of the page.
 */
export async function beginAuthorisation(
  ctx: Context,
  { appId, shopId }: AuthorisationBeginInput,
): Promise<{ url: string }> {
  const app = (await readChannelApps(ctx)).find((one) => one.id === appId)
  if (!app) throw new Failure('CHANNEL_NOT_FOUND')
  if (shopId !== undefined && !app.shops.some((shop) => shop.id === shopId)) throw new Failure('SHOP_NOT_FOUND')
  const { authorisation } = DRIVERS[app.platform]
  if (!authorisation) throw inputInvalid({ appId: 'not_offered' })
  const state = randomBytes(32).toString('base64url')
  await ctx.sql`DELETE FROM shop_authorisations WHERE begun_at <= ${oldestBegin(ctx)}`
  await ctx.sql`
    INSERT INTO shop_authorisations (state_hash, app_id, shop_id, staff_id, begun_at)
    VALUES (${hashOfState(state)}, ${appId}, ${shopId ?? null}, ${ctx.actor.id}, ${ctx.now()})`
  return { url: authorisation.pageUrl(app.access, { redirectUri: redirectUriOf(ctx, app.platform), state }) }
}

/** What began then or earlier has ended. */
export function oldestBegin(ctx: Context): Date {
  return new Date(ctx.now().getTime() - AUTHORISATION_MINUTES * 60_000)
}

export function hashOfState(state: string): Buffer {
  return createHash('sha256').update(state).digest()
}

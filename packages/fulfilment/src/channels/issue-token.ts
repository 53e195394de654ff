import type { TokenIssueInput } from '@baton/contract'
import { DRIVERS } from '@baton/platforms'
import { readChannelApps } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import { Failure, inputInvalid } from '../runtime/failure.ts'
import { askOnce, failureOf, PlatformFailure } from './call-platform.ts'
import { keepTokens } from './keep-tokens.ts'

/** Gets the tokens of a shop for its owner's own app, which asks by the shop's number alone, and stores them. */
export async function issueToken(ctx: Context, { appId, shopNumber }: TokenIssueInput): Promise<{ shopId: string }> {
  const app = (await readChannelApps(ctx)).find((one) => one.id === appId)
  if (!app) throw new Failure('CHANNEL_NOT_FOUND')
  const { issueToken: call } = DRIVERS[app.platform].calls
  if (!call) throw inputInvalid({ appId: 'not_offered' })
  try {
    const issued = await askOnce(ctx, call, { access: { ...app.access, shop: {} }, input: { shopNumber } })
    if (issued.shopNumber !== shopNumber) throw new Failure('AUTHORISATION_OTHER_SHOP')
    return { shopId: await keepTokens(ctx, app, issued) }
  } catch (error) {
    throw error instanceof PlatformFailure ? failureOf(error) : error
  }
}

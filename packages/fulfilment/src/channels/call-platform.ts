import type { Call, IssuedToken, PlatformFault, PlatformReply, PlatformRequest, ShopAccess } from '@baton/platforms'
import { DRIVERS } from '@baton/platforms'
import {
  type ChannelApp,
  type ChannelShop,
  readChannelApps,
  type StoredToken,
  shopAccess,
  storeShopToken,
} from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import { singleFlight } from '../runtime/lease.ts'
import { OutgoingFailure, sendOutgoing } from '../runtime/outgoing.ts'

/** A platform's refusal or silence, with what may be done about it. */
export class PlatformFailure extends Error {
  override readonly name = 'PlatformFailure'
  readonly fault: PlatformFault

  constructor(fault: PlatformFault, cause?: unknown) {
    super(`${fault.code}: ${fault.message}`, { cause })
    this.fault = fault
  }
}

/** The same for whoever asked for the call. */
export function failureOf(error: PlatformFailure): Failure {
  const code = error.fault.action === 'later' ? 'PLATFORM_UNAVAILABLE' : 'PLATFORM_REFUSED'
  return new Failure(code, { cause: error, fields: { platform: error.message } })
}

/** What was said and answered, for whoever keeps a record of it. */
export interface Exchange {
  readonly request: PlatformRequest
  readonly reply: PlatformReply | null
}

interface Place {
  readonly app: ChannelApp
  readonly shop: ChannelShop
  /** Exchanges are added here as they happen. */
  readonly heard?: Exchange[]
}

/** Speaks with one shop's platform: sends, reads the answer, refreshes the access token once when it has ended. */
export async function callPlatform<Input, Output>(
  ctx: Context,
  at: Place,
  call: Call<Input, Output>,
  input: Input,
): Promise<Output> {
  const first = await attempt(ctx, at, call, input)
  if (first.ok) return first.value
  if (first.fault.action !== 'token') throw new PlatformFailure(first.fault)
  const shop = await refreshShopToken(ctx, at)
  const second = await attempt(ctx, { ...at, shop }, call, input)
  if (second.ok) return second.value
  throw new PlatformFailure(second.fault)
}

async function attempt<Input, Output>(ctx: Context, at: Place, call: Call<Input, Output>, input: Input) {
  const request = call.request(shopAccess(at.app, at.shop), input, ctx.now())
  const place = at.heard ? at.heard.push({ request, reply: null }) - 1 : 0
  const reply = await send(ctx, request)
  if (at.heard) at.heard[place] = { request, reply }
  return call.answer(reply, input, ctx.now())
}

const refreshing = new Map<string, Promise<ChannelShop>>()

/** Single flight per shop: however many calls find the token ended, one refresh goes out. */
export async function refreshShopToken(ctx: Context, at: { app: ChannelApp; shop: ChannelShop }): Promise<ChannelShop> {
  const running = refreshing.get(at.shop.id) ?? refresh(ctx, at).finally(() => refreshing.delete(at.shop.id))
  refreshing.set(at.shop.id, running)
  return running
}

/** Does what changes a shop's tokens while nobody renews them: a renewal under way would write over what it brings. */
export async function whileNobodyRenews(ctx: Context, shopId: string, work: () => Promise<void>): Promise<void> {
  const call = async () => {
    await work()
    return true
  }
  if ((await singleFlight(ctx, leaseOf(shopId), { known: async () => null, call })) === null) throw renewedElsewhere()
}

function leaseOf(shopId: string): string {
  return `token:${shopId}`
}

function renewedElsewhere(): PlatformFailure {
  return new PlatformFailure({ code: 'token', message: 'another process is renewing it', action: 'later' })
}

/** One refresh at a time among all processes: some platforms end the old pair of tokens with the first. */
async function refresh(ctx: Context, { app, shop }: { app: ChannelApp; shop: ChannelShop }): Promise<ChannelShop> {
  let latest = shop
  const refreshed = await singleFlight(ctx, leaseOf(shop.id), {
    known: async () => {
      latest = (await readShop(ctx, shop.id)) ?? shop
      return latest.fields.accessToken === shop.fields.accessToken ? null : latest
    },
    call: () => renew(ctx, { app, shop: latest }),
  })
  if (refreshed === null) throw renewedElsewhere()
  return refreshed
}

async function readShop(ctx: Context, shopId: string): Promise<ChannelShop | undefined> {
  return (await readChannelApps(ctx)).flatMap((app) => app.shops).find((shop) => shop.id === shopId)
}

async function renew(ctx: Context, at: { app: ChannelApp; shop: ChannelShop }): Promise<ChannelShop> {
  const call = DRIVERS[at.app.platform].calls.refreshToken
  if (!call) throw new PlatformFailure({ code: 'token', message: 'authorise this shop again', action: 'never' })
  const answer = await askOnce(ctx, call, { access: shopAccess(at.app, at.shop), input: {} })
  const token = storedToken(ctx, at.app, answer)
  await storeShopToken(ctx, at.shop.id, token)
  return { ...at.shop, fields: { ...at.shop.fields, ...token.fields }, tokenExpiresAt: token.expiresAt }
}

/** One call without a second try: those that bring tokens. Throws `PlatformFailure`. */
export async function askOnce<Input, Output>(
  ctx: Context,
  call: Call<Input, Output>,
  { access, input }: { access: ShopAccess; input: Input },
): Promise<Output> {
  const reply = await send(ctx, call.request(access, input, ctx.now()))
  const answer = call.answer(reply, input, ctx.now())
  if (!answer.ok) throw new PlatformFailure(answer.fault)
  return answer.value
}

/** What a platform issued, as it is stored with its shop. */
export function storedToken(ctx: Context, app: ChannelApp, issued: IssuedToken): StoredToken {
  const { accessToken, refreshToken, expiresInSeconds } = issued
  return {
    fields: { accessToken, ...(refreshToken ? { refreshToken } : {}) },
    expiresAt: new Date(ctx.now().getTime() + expiresInSeconds * 1000),
    endpoints: app.access.endpoints,
  }
}

async function send(ctx: Context, request: PlatformRequest): Promise<PlatformReply> {
  try {
    return await sendOutgoing(ctx, request)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const code = error instanceof OutgoingFailure ? error.code : 'unreachable'
    const action = code === 'address_refused' ? 'never' : 'later'
    throw new PlatformFailure({ code, message, action }, error)
  }
}

import type { ChannelApp } from '@baton/fulfilment/catalogue'
import type { ListenerTransport } from '@baton/fulfilment/channels'
import type { Context } from '@baton/fulfilment/runtime'
import { listenToPmc } from './pmc.ts'
import { listenToTmc } from './tmc.ts'

/** The socket of each channel that pushes over one. */
export function transportOf(ctx: Context, app: ChannelApp): ListenerTransport | undefined {
  if (app.platform === 'taobao') return (task) => listenToTmc(ctx, task)
  if (app.platform === 'pinduoduo') return (task) => listenToPmc(ctx, task)
  return undefined
}

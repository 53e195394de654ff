import type { ChannelApp } from '@baton/fulfilment/catalogue'
import type { ListenerTransport } from '@baton/fulfilment/channels'
import { listenToPmc } from './pmc.ts'
import { listenToTmc } from './tmc.ts'

/** The socket of each channel that pushes over one. */
export function transportOf(app: ChannelApp): ListenerTransport | undefined {
  if (app.platform === 'taobao') return listenToTmc
  if (app.platform === 'pinduoduo') return listenToPmc
  return undefined
}

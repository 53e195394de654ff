import { MESSAGE_SENDERS } from '@baton/fulfilment/alerts'
import { type AppCache, cancelSender, reportSender, shipSender } from '@baton/fulfilment/channels'
import type { Senders } from '@baton/fulfilment/deliveries'
import { webhookSender } from '@baton/fulfilment/erp'

/** How each kind of outgoing call is made; a kind without a sender does not compile. */
export function sendersOf(apps: AppCache): Senders {
  return {
    'channel.ship': shipSender(apps),
    'channel.cancel': cancelSender(apps),
    'channel.report': reportSender(apps),
    'webhook.event': webhookSender,
    ...MESSAGE_SENDERS,
  }
}

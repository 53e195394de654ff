import type { ChannelDriver } from '../driver.ts'
import { wooCalls } from './calls.ts'
import { readWooMessage } from './read.ts'
import { receiveWoo } from './receive.ts'
import { WOO_CARRIERS } from './ship.ts'
import { WOO_VOCABULARY } from './vocabulary.ts'

/** WooCommerce: signed webhooks that carry the order, REST API v3 to read and to complete. One app is one shop. */
export const woocommerce: ChannelDriver = {
  platform: 'woocommerce',
  arrival: 'http',
  appFields: [
    {
      key: 'webhookSecret',
      label: { zh: 'Webhook 密钥', en: 'Webhook secret' },
      secret: true,
      required: true,
      sentTo: [],
      madeUp: { prefix: '', letters: 40 },
    },
    {
      key: 'consumerKey',
      label: { zh: 'Consumer Key（ck_…）', en: 'Consumer key (ck_…)' },
      secret: true,
      required: true,
    },
    {
      key: 'consumerSecret',
      label: { zh: 'Consumer Secret（cs_…）', en: 'Consumer secret (cs_…)' },
      secret: true,
      required: true,
    },
  ],
  shopFields: [],
  /** The shop's own address, to be entered. */
  endpoints: { gateway: '' },
  vocabulary: WOO_VOCABULARY,
  receive: receiveWoo,
  read: readWooMessage,
  carriers: WOO_CARRIERS,
  calls: wooCalls,
}

import type { ChannelDriver } from '../driver.ts'
import { readOwnShopMessage } from './read.ts'
import { receiveOwnShop } from './receive.ts'
import { OWN_SHOP_VOCABULARY } from './vocabulary.ts'

/** Any shop that sends Standard Webhooks in the format of docs/channels/own-shop.md. Its messages carry the whole order. */
export const ownShop: ChannelDriver = {
  platform: 'own-shop',
  arrival: 'http',
  appFields: [
    {
      key: 'secret',
      label: { zh: '签名密钥（whsec_ 开头）', en: 'Signing secret (starts with whsec_)' },
      secret: true,
      required: true,
    },
  ],
  shopFields: [],
  endpoints: {},
  vocabulary: OWN_SHOP_VOCABULARY,
  receive: receiveOwnShop,
  read: readOwnShopMessage,
  calls: {},
}

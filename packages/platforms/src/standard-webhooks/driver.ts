import type { ChannelDriver } from '../driver.ts'
import { miniProgramToken, ownShopMiniProgram } from './mini-program.ts'
import { readOwnShopMessage } from './read.ts'
import { receiveOwnShop } from './receive.ts'
import { OWN_SHOP_CARRIERS, ownShopCancel, ownShopShip } from './ship.ts'
import { OWN_SHOP_VOCABULARY } from './vocabulary.ts'

/** Base64 of at least 24 bytes: a shorter key could be guessed, and with it every message forged. */
const WEBHOOK_SECRET = '^whsec_[A-Za-z0-9+/]{32,}={0,2}$'

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
      sentTo: [],
      pattern: WEBHOOK_SECRET,
      madeUp: { prefix: 'whsec_', letters: 44 },
    },
    {
      key: 'outgoingSecret',
      label: { zh: '回写签名密钥（whsec_ 开头）', en: 'Secret of what we send (starts with whsec_)' },
      secret: true,
      required: false,
      sentTo: ['events'],
      pattern: WEBHOOK_SECRET,
      madeUp: { prefix: 'whsec_', letters: 44 },
    },
    {
      key: 'miniAppId',
      label: { zh: '收款小程序 AppID（发货上报）', en: 'App ID of the mini-program that takes the payments' },
      secret: false,
      required: false,
    },
    {
      key: 'miniAppSecret',
      label: { zh: '收款小程序 AppSecret', en: 'App secret of that mini-program' },
      secret: true,
      required: false,
      sentTo: ['mini'],
    },
  ],
  shopFields: [],
  /** `events`: where the shop wants to hear of shipments and cancellations; nothing is sent while it is empty. */
  endpoints: { events: '', mini: 'https://api.weixin.qq.com' },
  vocabulary: OWN_SHOP_VOCABULARY,
  receive: receiveOwnShop,
  read: readOwnShopMessage,
  carriers: OWN_SHOP_CARRIERS,
  calls: { ship: ownShopShip, cancel: ownShopCancel, refreshToken: miniProgramToken },
  report: ownShopMiniProgram,
}

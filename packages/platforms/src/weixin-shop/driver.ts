import type { ChannelDriver } from '../driver.ts'
import { weixinShopCalls } from './calls.ts'
import { readWeixinShopMessage } from './read.ts'
import { receiveWeixinShop } from './receive.ts'
import { WEIXIN_CARRIERS } from './ship.ts'
import { WEIXIN_SHOP_VOCABULARY } from './vocabulary.ts'

/** WeChat shop (微信小店): encrypted pushes that hint, orders fetched; the access token comes from the app's own credentials. */
export const weixinShop: ChannelDriver = {
  platform: 'weixin-shop',
  arrival: 'http',
  appFields: [
    { key: 'appId', label: { zh: 'AppID', en: 'App ID' }, secret: false, required: true },
    { key: 'appSecret', label: { zh: 'AppSecret', en: 'App secret' }, secret: true, required: true },
    {
      key: 'token',
      label: { zh: '消息推送 Token', en: 'Push token' },
      secret: true,
      required: true,
      sentTo: [],
      madeUp: { prefix: '', letters: 32 },
    },
    {
      key: 'encodingAesKey',
      label: { zh: '消息加解密密钥 EncodingAESKey', en: 'EncodingAESKey' },
      secret: true,
      required: true,
      sentTo: [],
      pattern: '^[A-Za-z0-9+/]{43}$',
      madeUp: { prefix: '', letters: 43 },
    },
  ],
  shopFields: [],
  endpoints: { gateway: 'https://api.weixin.qq.com' },
  vocabulary: WEIXIN_SHOP_VOCABULARY,
  receive: receiveWeixinShop,
  read: readWeixinShopMessage,
  carriers: WEIXIN_CARRIERS,
  calls: weixinShopCalls,
}

import type { ChannelDriver } from '../driver.ts'
import { douyinCalls } from './calls.ts'
import { readDouyinMessage } from './read.ts'
import { receiveDouyin } from './receive.ts'
import { DOUYIN_CARRIERS } from './ship.ts'
import { DOUYIN_TAGS } from './tags.ts'
import { DOUYIN_VOCABULARY } from './vocabulary.ts'

/** Douyin shop (抖店): signed array pushes that hint, orders fetched from the open platform. */
export const douyin: ChannelDriver = {
  platform: 'douyin',
  arrival: 'http',
  appFields: [
    { key: 'appKey', label: { zh: 'App Key', en: 'App key' }, secret: false, required: true },
    { key: 'appSecret', label: { zh: 'App Secret', en: 'App secret' }, secret: true, required: true },
  ],
  shopFields: [
    { key: 'accessToken', label: { zh: '访问令牌', en: 'Access token' }, secret: true, required: true },
    { key: 'refreshToken', label: { zh: '刷新令牌', en: 'Refresh token' }, secret: true, required: false },
  ],
  endpoints: { gateway: 'https://openapi-fxg.jinritemai.com' },
  vocabulary: DOUYIN_VOCABULARY,
  topicNames: DOUYIN_TAGS,
  receive: receiveDouyin,
  read: readDouyinMessage,
  carriers: DOUYIN_CARRIERS,
  calls: douyinCalls,
}

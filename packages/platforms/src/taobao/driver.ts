import type { ChannelDriver } from '../driver.ts'
import { taobaoAuthorisation } from './authorise.ts'
import { taobaoCalls } from './calls.ts'
import { readTaobaoMessage } from './read.ts'
import { TAOBAO_CARRIERS } from './ship.ts'
import { TAOBAO_VOCABULARY } from './vocabulary.ts'

/** Taobao and Tmall: messages over the TMC socket (see tmc-client.ts), trades fetched from the TOP gateway. */
export const taobao: ChannelDriver = {
  platform: 'taobao',
  arrival: 'socket',
  appFields: [
    { key: 'appKey', label: { zh: 'App Key', en: 'App key' }, secret: false, required: true },
    {
      key: 'appSecret',
      label: { zh: 'App Secret', en: 'App secret' },
      secret: true,
      required: true,
      sentTo: ['gateway', 'messages'],
    },
    {
      key: 'groupName',
      label: { zh: '消息分组（默认 default）', en: 'Message group (default: default)' },
      secret: false,
      required: false,
    },
  ],
  shopFields: [
    {
      key: 'accessToken',
      label: { zh: '授权 Session Key', en: 'Session key' },
      secret: true,
      required: true,
      sentTo: ['gateway'],
    },
  ],
  endpoints: {
    gateway: 'https://eco.taobao.com/router/rest',
    messages: 'ws://mc.api.taobao.com/',
    authorise: 'https://oauth.taobao.com/authorize',
  },
  vocabulary: TAOBAO_VOCABULARY,
  read: readTaobaoMessage,
  carriers: TAOBAO_CARRIERS,
  calls: taobaoCalls,
  authorisation: taobaoAuthorisation,
}

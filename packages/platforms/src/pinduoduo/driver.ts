import type { ChannelDriver } from '../driver.ts'
import { pddAuthorisation } from './authorise.ts'
import { pddCalls } from './calls.ts'
import { readPddMessage } from './read.ts'
import { PDD_CARRIERS } from './ship.ts'
import { PDD_VOCABULARY } from './vocabulary.ts'

/** Pinduoduo: messages over the PMC socket (see pmc.ts), orders fetched from the POP gateway. */
export const pinduoduo: ChannelDriver = {
  platform: 'pinduoduo',
  arrival: 'socket',
  appFields: [
    { key: 'clientId', label: { zh: 'Client ID', en: 'Client ID' }, secret: false, required: true },
    {
      key: 'clientSecret',
      label: { zh: 'Client Secret', en: 'Client secret' },
      secret: true,
      required: true,
      sentTo: ['gateway', 'messages'],
    },
  ],
  shopFields: [
    {
      key: 'accessToken',
      label: { zh: '访问令牌', en: 'Access token' },
      secret: true,
      required: true,
      sentTo: ['gateway'],
    },
    {
      key: 'refreshToken',
      label: { zh: '刷新令牌', en: 'Refresh token' },
      secret: true,
      required: false,
      sentTo: ['gateway'],
    },
  ],
  endpoints: {
    gateway: 'https://gw-api.pinduoduo.com/api/router',
    messages: 'wss://message-api.pinduoduo.com',
    authorise: 'https://fuwu.pinduoduo.com/service-market/auth',
  },
  vocabulary: PDD_VOCABULARY,
  read: readPddMessage,
  carriers: PDD_CARRIERS,
  calls: pddCalls,
  authorisation: pddAuthorisation,
}

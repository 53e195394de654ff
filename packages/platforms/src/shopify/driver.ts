import type { ChannelDriver } from '../driver.ts'
import { shopifyCalls } from './calls.ts'
import { readShopifyMessage } from './read.ts'
import { receiveShopify } from './receive.ts'
import { DEFAULT_API_VERSION } from './request.ts'
import { SHOPIFY_CARRIERS } from './ship.ts'
import { SHOPIFY_VOCABULARY } from './vocabulary.ts'

/** Shopify: signed webhooks that carry the order, GraphQL Admin API to read and to fulfil. A shop's number is its domain. */
export const shopify: ChannelDriver = {
  platform: 'shopify',
  arrival: 'http',
  appFields: [
    {
      key: 'clientSecret',
      label: { zh: 'Client Secret', en: 'Client secret' },
      secret: true,
      required: true,
      sentTo: [],
    },
    {
      key: 'apiVersion',
      label: { zh: `API 版本（默认 ${DEFAULT_API_VERSION}）`, en: `API version (default: ${DEFAULT_API_VERSION})` },
      secret: false,
      required: false,
    },
  ],
  shopFields: [
    {
      key: 'domain',
      label: { zh: '店铺域名（xxx.myshopify.com）', en: 'Shop domain (xxx.myshopify.com)' },
      secret: false,
      required: true,
      isAddress: true,
    },
    {
      key: 'accessToken',
      label: { zh: 'Admin API 访问令牌', en: 'Admin API access token' },
      secret: true,
      required: true,
    },
  ],
  endpoints: { gateway: 'https://{shop}' },
  vocabulary: SHOPIFY_VOCABULARY,
  receive: receiveShopify,
  read: readShopifyMessage,
  carriers: SHOPIFY_CARRIERS,
  calls: shopifyCalls,
}

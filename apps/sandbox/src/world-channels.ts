import { digits } from './seeded.ts'
import { bytes, secret, tokenOf, uuidOf } from './seeded-secrets.ts'
import type { WorldChannel } from './world.ts'

/** What the merchant registered at each platform. */
export function worldChannels(seed: number, port: number): readonly WorldChannel[] {
  const http = `http://127.0.0.1:${port}`
  const socket = `ws://127.0.0.1:${port}`
  return [
    taobao(seed, {
      gateway: `${http}/taobao/router/rest`,
      messages: `${socket}/taobao/mc`,
      authorise: `${http}/taobao/authorize`,
    }),
    pinduoduo(seed, {
      gateway: `${http}/pinduoduo/api/router`,
      messages: `${socket}/pinduoduo`,
      authorise: `${http}/pinduoduo/service-market/auth`,
    }),
    douyin(seed, { gateway: `${http}/douyin` }),
    weixinShop(seed, { gateway: `${http}/weixin` }),
    ownShop(seed, { events: `${http}/own-shop/events`, mini: `${http}/mini` }),
    shopify(seed, { gateway: `${http}/shopify` }),
    woocommerce(seed, { gateway: `${http}/woocommerce` }),
  ]
}

type Endpoints = Readonly<Record<string, string>>

function taobao(seed: number, endpoints: Endpoints): WorldChannel {
  const shop = (name: string, key: string) => ({
    name,
    nativeNumber: digits(seed, `taobao:${key}`, 13),
    address: `https://${key}.taobao.example`,
    fields: { accessToken: `6100${secret(seed, `taobao:${key}`, 52)}` },
  })
  return {
    platform: 'taobao',
    name: '青禾生活·淘宝',
    fields: { appKey: digits(seed, 'taobao', 8), appSecret: secret(seed, 'taobao', 32), groupName: 'default' },
    endpoints,
    shops: [shop('青禾生活旗舰店', 'qinghe-flagship'), shop('青禾手作企业店', 'qinghe-craft')],
  }
}

function pinduoduo(seed: number, endpoints: Endpoints): WorldChannel {
  const nativeNumber = digits(seed, 'pinduoduo:mall', 9)
  return {
    platform: 'pinduoduo',
    name: '青禾生活·拼多多',
    fields: { clientId: secret(seed, 'pinduoduo:id', 32), clientSecret: secret(seed, 'pinduoduo', 40) },
    endpoints,
    shops: [{ name: '青禾百货专营店', nativeNumber, address: null, fields: { ...oauth(seed, nativeNumber) } }],
  }
}

function douyin(seed: number, endpoints: Endpoints): WorldChannel {
  const shop = (name: string, key: string) => {
    const nativeNumber = digits(seed, `douyin:${key}`, 8)
    return { name, nativeNumber, address: null, fields: { ...oauth(seed, nativeNumber) } }
  }
  return {
    platform: 'douyin',
    name: '青禾生活·抖店',
    fields: { appKey: digits(seed, 'douyin', 19), appSecret: uuidOf(seed, 'douyin') },
    endpoints,
    shops: [shop('青禾生活官方旗舰店', 'official'), shop('青禾家居好物店', 'home')],
  }
}

function weixinShop(seed: number, endpoints: Endpoints): WorldChannel {
  const appId = `wx${secret(seed, 'weixin:id', 16)}`
  const fields = {
    appId,
    appSecret: secret(seed, 'weixin', 32),
    token: secret(seed, 'weixin:token', 24),
    encodingAesKey: bytes(seed, 'weixin:aes').toString('base64').replace(/[+/]/g, 'A').slice(0, 43),
  }
  const shops = [{ name: '青禾生活小店', nativeNumber: appId, address: null, fields: {} }]
  return { platform: 'weixin-shop', name: '青禾生活·微信小店', fields, endpoints, shops }
}

function ownShop(seed: number, endpoints: Endpoints): WorldChannel {
  const fields = {
    secret: `whsec_${bytes(seed, 'own-shop').toString('base64')}`,
    outgoingSecret: `whsec_${bytes(seed, 'own-shop:outgoing').toString('base64')}`,
    miniAppId: `wx${secret(seed, 'mini:id', 16)}`,
    miniAppSecret: secret(seed, 'mini', 32),
  }
  const address = 'https://mall.qinghe.example'
  const shops = [{ name: '青禾生活官网', nativeNumber: 'qinghe-mall', address, fields: {} }]
  return { platform: 'own-shop', name: '青禾生活·自有商城', fields, endpoints, shops }
}

function shopify(seed: number, endpoints: Endpoints): WorldChannel {
  const domain = 'qinghe-europe.myshopify.com'
  const fields = { domain, accessToken: `shpat_${secret(seed, 'shopify:token', 32)}` }
  const address = `https://${domain}`
  const shops = [{ name: 'Qinghe Europe', nativeNumber: domain, address, fields, shipWithinHours: 72 }]
  const clientSecret = secret(seed, 'shopify', 32)
  return { platform: 'shopify', name: '青禾生活·Shopify', fields: { clientSecret }, endpoints, shops }
}

function woocommerce(seed: number, endpoints: Endpoints): WorldChannel {
  const fields = {
    webhookSecret: secret(seed, 'woo:webhook', 40),
    consumerKey: `ck_${secret(seed, 'woo:key', 40)}`,
    consumerSecret: `cs_${secret(seed, 'woo:secret', 40)}`,
  }
  const address = 'https://craft.qinghe.example'
  const shops = [{ name: '青禾手作独立站', nativeNumber: 'qinghe-craft', address, fields: {}, shipWithinHours: 48 }]
  return { platform: 'woocommerce', name: '青禾生活·WooCommerce', fields, endpoints, shops }
}

/** Tokens of generation 0; see gateways/tokens.ts for the later ones. */
function oauth(seed: number, shopNumber: string) {
  return {
    accessToken: tokenOf(seed, `access:${shopNumber}`, 0),
    refreshToken: tokenOf(seed, `refresh:${shopNumber}`, 0),
  }
}

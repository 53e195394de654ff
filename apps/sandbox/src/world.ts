import { createHash } from 'node:crypto'
import { type MessageChannelKind, type PlatformId, type PrinterLanguage, ROLES } from '@baton/contract'
import { CATALOGUE, skuOf } from './products.ts'
import { digits, hash32 } from './seeded.ts'

export interface WorldShop {
  readonly name: string
  /** The platform's own number of the shop. */
  readonly nativeNumber: string
  readonly address: string | null
  readonly fields: Readonly<Record<string, string>>
}

export interface WorldChannel {
  readonly platform: PlatformId
  readonly name: string
  readonly fields: Readonly<Record<string, string>>
  readonly endpoints: Readonly<Record<string, string>>
  readonly shops: readonly WorldShop[]
}

export interface WorldWarehouse {
  readonly code: string
  readonly name: string
  readonly province: string
  readonly city: string
  readonly address: string
  readonly timeZone: string
}

export interface WorldProduct {
  readonly sku: string
  readonly name: string
  readonly category: string
  readonly barcode: string
  readonly exempt: boolean
  readonly hasSerial: boolean
}

export interface WorldRule {
  readonly name: string
  readonly provinces: readonly string[]
  readonly platforms: readonly PlatformId[]
  readonly categories: readonly string[]
  readonly skus: readonly string[]
  readonly warehouseCode: string
}

export interface WorldMessageChannel {
  readonly kind: MessageChannelKind
  readonly name: string
  readonly fields: Readonly<Record<string, string>>
  readonly endpoints: Readonly<Record<string, string>>
}

export interface WorldPrinter {
  readonly warehouseCode: string
  readonly name: string
  readonly host: string
  readonly port: number
  readonly language: PrinterLanguage
}

/** The demo merchant and everything it registered at the platforms. Invented, and valid on loopback only. */
export interface World {
  readonly channels: readonly WorldChannel[]
  readonly warehouses: readonly WorldWarehouse[]
  readonly products: readonly WorldProduct[]
  readonly rules: readonly WorldRule[]
  readonly messageChannels: readonly WorldMessageChannel[]
  readonly printers: readonly WorldPrinter[]
  /** Ids of the staff at both messengers: their user names here. */
  readonly members: readonly string[]
  /** Their mailboxes are their user names there. */
  readonly mailDomain: string
}

export const DEFAULT_SEED = 20260223
export const DEFAULT_PORT = 3010

/** The same cast for the same seed; only the addresses depend on the ports. Without a port for it there is no e-mail, or no printer. */
export function createWorld(
  seed: number,
  port: number,
  also: { mailPort?: number | undefined; printerPort?: number | undefined } = {},
): World {
  const { mailPort, printerPort } = also
  const http = `http://127.0.0.1:${port}`
  const socket = `ws://127.0.0.1:${port}`
  return {
    channels: [
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
    ],
    warehouses: WAREHOUSES,
    products: CATALOGUE.map((item) => ({
      sku: skuOf(item.code),
      name: item.name,
      category: item.category,
      barcode: barcodeOf(seed, item.code),
      exempt: false,
      hasSerial: item.category === '烛台灯饰',
    })),
    rules: RULES,
    messageChannels: [...messageChannels(seed, http), ...(mailPort === undefined ? [] : [mail(mailPort)])],
    printers: printerPort === undefined ? [] : [printerAt(printerPort)],
    members: ROLES,
    mailDomain: MAIL_DOMAIN,
  }
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
  const shops = [{ name: 'Qinghe Europe', nativeNumber: domain, address: `https://${domain}`, fields }]
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
  const shops = [{ name: '青禾手作独立站', nativeNumber: 'qinghe-craft', address, fields: {} }]
  return { platform: 'woocommerce', name: '青禾生活·WooCommerce', fields, endpoints, shops }
}

function messageChannels(seed: number, http: string): readonly WorldMessageChannel[] {
  const wecom = { gateway: `${http}/wecom` }
  const dingtalk = { gateway: `${http}/dingtalk` }
  return [
    {
      kind: 'wecom',
      name: '企业微信',
      fields: { corpId: `ww${secret(seed, 'wecom:corp', 16)}`, agentId: '1000002', secret: secret(seed, 'wecom', 43) },
      endpoints: wecom,
    },
    { kind: 'wecom_robot', name: '发货群', fields: { key: uuidOf(seed, 'wecom:robot') }, endpoints: wecom },
    {
      kind: 'dingtalk',
      name: '钉钉',
      fields: {
        appKey: `ding${secret(seed, 'dingtalk:key', 16)}`,
        appSecret: secret(seed, 'dingtalk', 64),
        agentId: digits(seed, 'dingtalk:agent', 9),
        robotCode: `ding${secret(seed, 'dingtalk:key', 16)}`,
      },
      endpoints: { ...dingtalk, api: dingtalk.gateway },
    },
    {
      kind: 'dingtalk_robot',
      name: '仓库群',
      fields: {
        accessToken: secret(seed, 'dingtalk:robot', 64),
        secret: `SEC${secret(seed, 'dingtalk:robot:secret', 64)}`,
      },
      endpoints: dingtalk,
    },
  ]
}

const MAIL_DOMAIN = 'qinghe.example'

function mail(port: number): WorldMessageChannel {
  const fields = { host: '127.0.0.1', port: String(port), from: `接力 <baton@${MAIL_DOMAIN}>` }
  return { kind: 'email', name: '邮件', fields, endpoints: {} }
}

function printerAt(port: number): WorldPrinter {
  return { warehouseCode: 'HZ', name: '沙盒面单机', host: '127.0.0.1', port, language: 'zpl' }
}

/** Tokens of generation 0; see gateways/tokens.ts for the later ones. */
function oauth(seed: number, shopNumber: string) {
  return {
    accessToken: tokenOf(seed, `access:${shopNumber}`, 0),
    refreshToken: tokenOf(seed, `refresh:${shopNumber}`, 0),
  }
}

/** A token that proves itself: its generation and a keyed hash, so that it survives a restart of the sandbox. */
export function tokenOf(seed: number, what: string, generation: number): string {
  return `${generation}.${secret(seed, `${what}:${generation}`, 40)}`
}

function secret(seed: number, name: string, length: number): string {
  return createHash('sha256').update(`${seed}:${name}`).digest('hex').slice(0, length)
}

function bytes(seed: number, name: string): Buffer {
  return createHash('sha256').update(`${seed}:${name}`).digest()
}

function uuidOf(seed: number, name: string): string {
  const hex = secret(seed, name, 32)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** EAN-13 in the range kept for use inside a company (prefix 29). */
function barcodeOf(seed: number, code: string): string {
  const body = `29${String(hash32(seed, `barcode:${code}`) % 10_000_000_000).padStart(10, '0')}`
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0)
  return `${body}${(10 - (sum % 10)) % 10}`
}

const timeZone = 'Asia/Shanghai'
const WAREHOUSES: readonly WorldWarehouse[] = [
  { code: 'HZ', name: '华东仓', province: '浙江省', city: '杭州市', address: '余杭区青禾物流园1号', timeZone },
  { code: 'GZ', name: '华南仓', province: '广东省', city: '广州市', address: '白云区青禾物流园2号', timeZone },
  { code: 'TJ', name: '华北仓', province: '天津市', city: '天津市', address: '武清区青禾物流园3号', timeZone },
]

const everywhere = { provinces: [], platforms: [], categories: [], skus: [] } as const
const RULES: readonly WorldRule[] = [
  { ...everywhere, name: '陶瓷茶具只在华东仓', categories: ['陶瓷茶具'], warehouseCode: 'HZ' },
  {
    ...everywhere,
    name: '华南西南由华南仓发',
    provinces: ['广东', '广西', '海南', '福建', '湖南', '云南', '贵州'],
    warehouseCode: 'GZ',
  },
  {
    ...everywhere,
    name: '北方由华北仓发',
    provinces: [
      '北京',
      '天津',
      '河北',
      '山西',
      '内蒙古',
      '辽宁',
      '吉林',
      '黑龙江',
      '山东',
      '陕西',
      '甘肃',
      '宁夏',
      '新疆',
    ],
    warehouseCode: 'TJ',
  },
  { ...everywhere, name: '其余由华东仓发', warehouseCode: 'HZ' },
]

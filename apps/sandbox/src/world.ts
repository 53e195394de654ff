import { type MessageChannelKind, type PlatformId, type PrinterLanguage, ROLES } from '@baton/contract'
import { CATALOGUE, skuOf } from './products.ts'
import { digits, hash32 } from './seeded.ts'
import { secret, uuidOf } from './seeded-secrets.ts'
import { worldChannels } from './world-channels.ts'

export interface WorldShop {
  readonly name: string
  /** The platform's own number of the shop. */
  readonly nativeNumber: string
  readonly address: string | null
  readonly fields: Readonly<Record<string, string>>
  /** What it promises its buyers, where its platform tells no time to ship by. */
  readonly shipWithinHours?: number
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
  return {
    channels: worldChannels(seed, port),
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

import type { PlatformId } from '@baton/contract'
import { type OrderSnapshot, SELLER_FLAGS_OF } from '@baton/platforms'
import { chance, pick } from '../seeded.ts'
import { type Order, platformOf } from './order.ts'

type SellersWords = Pick<OrderSnapshot, 'sellerMemo' | 'sellerFlag' | 'sellerFlagLabel'>

const MEMOS = ['老客户，送贺卡', '已电话确认地址', '加固包装', '客户催单，优先发']
const LABELS = ['优先', '待联系', '赠品']
/** Where a flag may have a text of its own. */
const LABELLED: readonly PlatformId[] = ['taobao', 'pinduoduo', 'own-shop']
/** Where the merchant's staff write nothing that the order tells. */
const SILENT: readonly PlatformId[] = ['shopify', 'woocommerce']

/** What the seller last wrote on the order: a memo, and a flag where the platform has flags; one in a few is taken off again. */
export function sellersWords(order: Order): SellersWords {
  const { memoVersion, seed } = order
  const platform = platformOf(order)
  if (memoVersion === 0 || SILENT.includes(platform))
    return { sellerMemo: null, sellerFlag: null, sellerFlagLabel: null }
  const flags = SELLER_FLAGS_OF[platform].filter((flag) => flag !== 'other')
  const sellerFlag = pick(seed, `flag:${memoVersion}`, [...flags, null])
  const isLabelled = sellerFlag !== null && LABELLED.includes(platform) && chance(seed, `labelled:${memoVersion}`) < 0.4
  return {
    sellerMemo: pick(seed, `seller:${memoVersion}`, MEMOS),
    sellerFlag,
    sellerFlagLabel: isLabelled ? pick(seed, `flag-label:${memoVersion}`, LABELS) : null,
  }
}

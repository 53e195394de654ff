import { type Change, type Order, platformOf } from '../orders/order.ts'
import { douyinMessages } from './douyin.ts'
import type { Draft } from './message.ts'
import { ownShopMessages } from './own-shop.ts'
import { pinduoduoMessages } from './pinduoduo.ts'
import { shopifyMessages } from './shopify.ts'
import { taobaoMessages } from './taobao.ts'
import { weixinShopMessages } from './weixin-shop.ts'
import { wooMessages } from './woocommerce.ts'

/** When a change happened, and where message ids come from. */
export interface Moment {
  readonly at: Date
  nextId(): bigint
}

/** What the order's platform tells of a change that was just made; nothing where it tells nothing. */
export function composeMessages(order: Order, change: Change, moment: Moment): readonly Draft[] {
  switch (platformOf(order)) {
    case 'taobao':
      return taobaoMessages(order, change, moment)
    case 'pinduoduo':
      return pinduoduoMessages(order, change, moment)
    case 'douyin':
      return douyinMessages(order, change, moment)
    case 'weixin-shop':
      return weixinShopMessages(order, change, moment)
    case 'own-shop':
      return ownShopMessages(order, change, moment)
    case 'shopify':
      return shopifyMessages(order, change, moment)
    case 'woocommerce':
      return wooMessages(order, change, moment)
  }
}

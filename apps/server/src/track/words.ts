import type { Label, ShownStatus, TraceState } from '@baton/contract'

/** How it stands, at a glance. */
export type Tone = 'wait' | 'move' | 'done' | 'trouble' | 'over'

interface StatusWords {
  readonly tone: Tone
  /** Which of `STEPS` it has reached; null: it goes no further on this way. */
  readonly step: number | null
  /** What it means to whoever waits, and what they can do. */
  readonly meaning: Label
}

/** The way of an order, as a buyer knows it. */
export const STEPS: readonly Label[] = [
  { zh: '下单', en: 'Ordered' },
  { zh: '备货', en: 'Preparing' },
  { zh: '运输', en: 'On the way' },
  { zh: '签收', en: 'Delivered' },
]

export const STATUS_WORDS = {
  pending_payment: {
    ...{ tone: 'wait', step: 0 },
    meaning: { zh: '还没有付款。付款之后卖家开始备货。', en: 'Not paid yet. The seller starts once it is.' },
  },
  to_ship: {
    ...{ tone: 'wait', step: 1 },
    meaning: {
      zh: '卖家正在备货。发出之后，这里会显示快递。',
      en: 'The seller is getting it ready. Its carrier appears here once it has left.',
    },
  },
  packing: {
    ...{ tone: 'wait', step: 1 },
    meaning: { zh: '仓库正在打包，接着交给快递。', en: 'It is being packed and goes to the carrier next.' },
  },
  part_shipped: {
    ...{ tone: 'move', step: 2 },
    meaning: {
      zh: '分成几个包裹：一部分已经发出，其余还在备货。',
      en: 'It comes in several parcels: some have left, the others are being prepared.',
    },
  },
  shipped: {
    ...{ tone: 'move', step: 2 },
    meaning: { zh: '包裹已经发出。', en: 'The parcel has left.' },
  },
  in_transit: {
    ...{ tone: 'move', step: 2 },
    meaning: { zh: '包裹正在路上。', en: 'The parcel is on its way.' },
  },
  out_for_delivery: {
    ...{ tone: 'move', step: 2 },
    meaning: { zh: '快递员正在派送，请留意电话。', en: 'The courier is on the way to you. Please watch your phone.' },
  },
  pickup_point: {
    ...{ tone: 'move', step: 2 },
    meaning: {
      zh: '包裹已到取件点，请按快递的通知去取。',
      en: 'It waits at a pick-up point. The carrier’s message says where and how.',
    },
  },
  exception: {
    ...{ tone: 'trouble', step: 2 },
    meaning: {
      zh: '快递报告了异常。请向卖家或快递询问，并告诉对方订单号。',
      en: 'The carrier reports a problem. Please ask the seller or the carrier, and tell them the order’s number.',
    },
  },
  signed: {
    ...{ tone: 'done', step: 3 },
    meaning: {
      zh: '包裹已签收。没有收到？先问家人、物业或快递柜，再联系卖家。',
      en: 'It was delivered. Not to you? Ask at home, your neighbours or the parcel locker, then the seller.',
    },
  },
  done: {
    ...{ tone: 'done', step: 3 },
    meaning: { zh: '订单已经完成。', en: 'The order is complete.' },
  },
  refunding: {
    ...{ tone: 'over', step: null },
    meaning: { zh: '退款正在处理，请在下单的平台查看。', en: 'A refund is being handled. See it where you ordered.' },
  },
  refunded: {
    ...{ tone: 'over', step: null },
    meaning: { zh: '已经退款，请在下单的平台查看。', en: 'It was refunded. See it where you ordered.' },
  },
  returned: {
    ...{ tone: 'over', step: null },
    meaning: { zh: '包裹已退回卖家。', en: 'The parcel went back to the seller.' },
  },
  cancelled: {
    ...{ tone: 'over', step: null },
    meaning: { zh: '订单已取消，不会发货。', en: 'The order was cancelled and will not be sent.' },
  },
} as const satisfies Record<ShownStatus, StatusWords>

/** A parcel's trace in words that need no knowledge of the trade. */
export const TRACE_WORDS = {
  created: { zh: '等待快递揽收', en: 'Waiting for the carrier' },
  picked_up: { zh: '快递已揽收', en: 'Taken by the carrier' },
  in_transit: { zh: '运输中', en: 'In transit' },
  dest_city: { zh: '已到目的城市', en: 'In your city' },
  out_for_delivery: { zh: '派送中', en: 'Out for delivery' },
  pickup_point: { zh: '待取件', en: 'At a pick-up point' },
  exception: { zh: '有异常', en: 'Problem reported' },
  customs: { zh: '清关中', en: 'In customs' },
  signed: { zh: '已签收', en: 'Delivered' },
  returning: { zh: '退回途中', en: 'On its way back' },
  returned: { zh: '已退回', en: 'Returned' },
} as const satisfies Record<TraceState, Label>

export const PAGE_WORDS = {
  title: { zh: '订单进度', en: 'Your order' },
  order: { zh: '订单号', en: 'Order' },
  way: { zh: '进度', en: 'Progress' },
  to: { zh: '送往', en: 'Going to' },
  parcels: { zh: '包裹', en: 'Parcels' },
  tail: { zh: '尾号', en: 'ending in' },
  silent: { zh: '快递还没有消息', en: 'No word from the carrier yet' },
  asOf: { zh: '截至', en: 'As of' },
  again: { zh: '刷新', en: 'Refresh' },
  other: { zh: 'English', en: '中文' },
} as const satisfies Record<string, Label>

/** What stands there instead of an order. */
export const NOTICES = {
  unknown: {
    head: { zh: '没有找到这个订单', en: 'No such order' },
    text: {
      zh: '请重新扫描二维码，或核对订单号是否完整。也可以在下单的平台查看物流，或向卖家询问。',
      en: 'Please scan the code again, or check that the number is complete. You can also look where you ordered, or ask the seller.',
    },
  },
  dead: {
    head: { zh: '这个链接打不开订单', en: 'This link opens no order' },
    text: {
      zh: '链接可能不完整、已被收回或已过期。请重新扫描包裹里装箱单上的二维码，或向卖家要一个新的链接。也可以在下单的平台查看物流。',
      en: 'It may be incomplete, taken back or out of date. Please scan the code on the slip inside the parcel again, or ask the seller for a new link. You can also look where you ordered.',
    },
  },
  waiting: {
    head: { zh: '请稍后再试', en: 'Please try again later' },
    text: {
      zh: '从您的网络查询了太多不存在的订单号或链接。几分钟后可以再查。',
      en: 'Too many numbers or links that do not exist were asked for from your network. Try again in some minutes.',
    },
  },
  broken: {
    head: { zh: '暂时查不到', en: 'Nothing can be looked up right now' },
    text: {
      zh: '订单没有问题，是查询暂时中断。请过一会儿刷新。',
      en: 'Your order is fine; only the look-up is interrupted. Please refresh in a while.',
    },
  },
} as const satisfies Record<string, { readonly head: Label; readonly text: Label }>
export type Notice = keyof typeof NOTICES

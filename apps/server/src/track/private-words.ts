import type { AfterSaleKind, AfterSaleState, Label, TrackAudience, TrackNote } from '@baton/contract'

/** What only a private link's page says. `{span}` is a length of time. */
export const PRIVATE_WORDS = {
  course: { zh: '物流详情', en: 'What the carrier said' },
  earlier: { zh: '更早的记录', en: 'Earlier' },
  items: { zh: '商品', en: 'Items' },
  rest: { zh: '还没有装进包裹的商品', en: 'Items that are in no parcel yet' },
  within: { zh: '这个包裹里的商品', en: 'In this parcel' },
  part: { zh: '部分', en: 'some of it' },
  afterSales: { zh: '售后', en: 'Refunds and returns' },
  quiet: {
    zh: '快递已有{span}没有新消息，比平时久。可以向快递或卖家询问。',
    en: 'The carrier has said nothing for {span}, which is longer than usual. You may ask the carrier or the seller.',
  },
  unseen: {
    zh: '离开仓库已有{span}，快递还没有登记这个包裹，比平时久。可以向卖家询问。',
    en: 'It left {span} ago and the carrier has not recorded it yet, which takes longer than usual. You may ask the seller.',
  },
  late: {
    zh: '发货比预计的晚，卖家正在处理。',
    en: 'It should have left by now. The seller is working on it.',
  },
} as const satisfies Record<string, Label>

/** Why it takes longer, without the merchant's own reasons. */
export const NOTE_WORDS = {
  checking: {
    zh: '卖家正在核对这个订单，发货会晚一些。',
    en: 'The seller is checking this order, so it leaves somewhat later.',
  },
  preparing: {
    zh: '备货比平时久，备齐之后发出。',
    en: 'Getting it ready takes longer than usual. It leaves as soon as all of it is there.',
  },
  new_address: {
    zh: '收货信息有变更，卖家正在按新的信息处理。',
    en: 'The delivery details have changed, and the seller is preparing it anew.',
  },
} as const satisfies Record<TrackNote, Label>

export const AFTER_SALE_KIND_WORDS = {
  refund_only: { zh: '退款', en: 'Refund' },
  return: { zh: '退货退款', en: 'Return' },
  exchange: { zh: '换货', en: 'Exchange' },
  resend: { zh: '补寄', en: 'Resend' },
  repair: { zh: '维修', en: 'Repair' },
  unknown: { zh: '售后', en: 'After-sale' },
} as const satisfies Record<AfterSaleKind, Label>

export const AFTER_SALE_STATE_WORDS = {
  requested: { zh: '已提交，等待卖家处理', en: 'Asked for; the seller has yet to answer' },
  approved: { zh: '卖家已同意', en: 'The seller agrees' },
  goods_returning: { zh: '退货寄回途中', en: 'The goods are on their way back' },
  goods_received: { zh: '卖家已收到退货', en: 'The seller has the goods' },
  refunding: { zh: '退款处理中', en: 'The money is being refunded' },
  rejected: { zh: '卖家未同意，可在下单的平台继续协商', en: 'The seller declined; you can go on where you ordered' },
  closed: { zh: '已关闭', en: 'Closed' },
  refunded: { zh: '退款已完成', en: 'The money was refunded' },
} as const satisfies Record<AfterSaleState, Label>

/** Whom the page is for, and so what it shows. */
export const AUDIENCE_WORDS = {
  anybody: {
    zh: '知道订单号的人都能打开此页，所以这里没有姓名、电话、地址和商品。包裹里装箱单上的二维码可以打开完整的一页。',
    en: 'Anybody who knows the order’s number can open this page, so it names no person, phone, address or goods. The code on the slip inside the parcel opens all of it.',
  },
  share: {
    zh: '这是分享的链接：只显示包裹到了哪里，没有收件人和商品。',
    en: 'This link was shared with you: it shows where the parcels are, not who receives them or what is inside.',
  },
  buyer: {
    zh: '这个链接是给您本人的：拿到它的人都能看到此页，请不要转发。',
    en: 'This link is for you: whoever has it sees this page, so please keep it to yourself.',
  },
} as const satisfies Record<TrackAudience, Label>

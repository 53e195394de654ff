import { type Label, SCAN_ANSWERS } from '@baton/contract'
import type { Refusal } from './flow.ts'

interface Sentence {
  readonly title: Label
  readonly next: Label
}

const SCAN_AGAIN: Label = { zh: '对准条码，再扫一次', en: 'Aim at the code and scan again' }

/** What the device itself refuses: nothing was recorded. */
export const REFUSALS = {
  empty: { title: { zh: '什么都没扫到', en: 'Nothing was read' }, next: SCAN_AGAIN },
  too_long: { title: { zh: '码太长，不是我们的码', en: 'Too long to be one of our codes' }, next: SCAN_AGAIN },
  check_character: {
    title: { zh: '码不完整', en: 'The code is damaged' },
    next: { zh: '再扫一次；手输的，逐位核对', en: 'Scan again; if typed, compare each character' },
  },
  no_code: SCAN_ANSWERS.code_unknown,
  link: {
    title: { zh: '这是网址', en: 'This is a web address' },
    next: { zh: '扫装箱单上的订单号或面单', en: 'Scan the order number on the slip, or the waybill' },
  },
  bin: {
    title: { zh: '这是库位码', en: 'This is a bin' },
    next: SCAN_ANSWERS.code_unknown.next,
  },
  item_first: {
    title: { zh: '这是商品，先扫面单', en: 'This is an item: the waybill first' },
    next: { zh: '扫面单或装箱单，再扫商品', en: 'Scan the waybill or packing slip, then the items' },
  },
  item_here: {
    title: { zh: '这里不扫商品', en: 'No items here' },
    next: { zh: '扫包裹上的面单', en: 'Scan the waybill on the parcel' },
  },
  order_here: {
    title: { zh: '这里要扫面单', en: 'The waybill is needed here' },
    next: { zh: '扫包裹上的面单', en: 'Scan the waybill on the parcel' },
  },
  badge_first: {
    title: { zh: '请先刷工牌', en: 'Badge first' },
    next: { zh: '扫工牌登录后，再扫工位', en: 'Scan your badge, then the station' },
  },
  trip_closed: SCAN_ANSWERS.trip_closed,
  carrier_first: {
    title: { zh: '先选承运商', en: 'The carrier first' },
    next: { zh: '选好上一张面单的承运商', en: 'Choose whose waybill the last one is' },
  },
  serial_first: {
    title: { zh: '先扫序列号', en: 'The serial number first' },
    next: { zh: '不是商品条码，扫序列号', en: 'Not the item’s barcode' },
  },
  unfinished: {
    title: { zh: '这单还没核完', en: 'Pieces are missing here' },
    next: { zh: '接着扫商品；要放下它，再扫一次', en: 'Go on, or scan again to put it aside' },
  },
} as const satisfies Record<Refusal, Sentence>

export const AGAIN: Label = { zh: '已扫过，没有重复记录', en: 'Scanned already; not recorded twice' }

import type { Label } from './platforms.ts'

/** How an answer sounds and looks. `stop`: put the parcel down. */
export type ScanTone = 'ok' | 'repeat' | 'refused' | 'stop'

interface AnswerSpec {
  readonly tone: ScanTone
  readonly title: Label
  /** What to do next; null where nothing is. */
  readonly next: Label | null
}

/** Every outcome of a scan. Refusals say what to do; what took effect or is only noted needs no help. */
export const SCAN_ANSWERS = {
  packing_started: { tone: 'ok', title: { zh: '打包开始', en: 'Packing started' }, next: null },
  bound: { tone: 'ok', title: { zh: '已绑定运单', en: 'Waybill bound' }, next: null },
  item_checked: { tone: 'ok', title: { zh: '商品正确', en: 'Right item' }, next: null },
  loaded: { tone: 'ok', title: { zh: '已装车', en: 'Loaded' }, next: null },
  part_loaded: {
    tone: 'ok',
    title: { zh: '已装车，这单还有包裹', en: 'Loaded; its order has more parcels' },
    next: null,
  },
  truck_changed: { tone: 'ok', title: { zh: '已挪到这车', en: 'Moved to this truck' }, next: null },
  handed_over: { tone: 'ok', title: { zh: '交接完成', en: 'Handed over' }, next: null },
  delay_noted: { tone: 'ok', title: { zh: '已记录原因', en: 'Reason noted' }, next: null },
  return_arrived: { tone: 'ok', title: { zh: '退货已收', en: 'Return taken in' }, next: null },
  return_inspected: { tone: 'ok', title: { zh: '质检已记录', en: 'Inspection noted' }, next: null },
  clocked_in: { tone: 'ok', title: { zh: '已上岗', en: 'Clocked in' }, next: null },
  clocked_out: { tone: 'ok', title: { zh: '已离岗', en: 'Clocked out' }, next: null },
  undone: { tone: 'ok', title: { zh: '已撤销', en: 'Undone' }, next: null },
  unmatched: {
    tone: 'ok',
    title: { zh: '已记下，运单尚未登记', en: 'Noted; the waybill is not known yet' },
    next: { zh: '运单出现后会自动关联', en: 'It is attached by itself once the waybill appears' },
  },

  already_packing: { tone: 'repeat', title: { zh: '已在打包', en: 'Already being packed' }, next: null },
  already_bound: { tone: 'repeat', title: { zh: '已绑定过', en: 'Bound already' }, next: null },
  already_loaded: { tone: 'repeat', title: { zh: '已装过车', en: 'Loaded already' }, next: null },
  already_handed_over: { tone: 'repeat', title: { zh: '已交接过', en: 'Handed over already' }, next: null },
  already_returned: { tone: 'repeat', title: { zh: '退货已收过', en: 'Taken in already' }, next: null },
  already_clocked_in: { tone: 'repeat', title: { zh: '已在岗', en: 'Clocked in already' }, next: null },
  not_clocked_in: { tone: 'repeat', title: { zh: '当前不在岗', en: 'Not clocked in' }, next: null },

  cancelled: {
    tone: 'stop',
    title: { zh: '停：订单已取消', en: 'Stop: the order is cancelled' },
    next: { zh: '放到拦截区，等待处理', en: 'Put it into the interception area' },
  },
  refund_requested: {
    tone: 'stop',
    title: { zh: '停：买家申请退款', en: 'Stop: a refund is asked for' },
    next: { zh: '放到拦截区，等待处理', en: 'Put it into the interception area' },
  },
  address_changed: {
    tone: 'stop',
    title: { zh: '停：收件地址已变更', en: 'Stop: the address has changed' },
    next: { zh: '旧面单作废，重新打印面单', en: 'This label is void; print a new one' },
  },
  held: {
    tone: 'stop',
    title: { zh: '停：订单已挂起', en: 'Stop: the order is on hold' },
    next: { zh: '放下包裹，问主管', en: 'Put it aside and ask the supervisor' },
  },

  order_unknown: {
    tone: 'refused',
    title: { zh: '没有这个订单', en: 'No such order' },
    next: { zh: '再扫一次；仍不行，交给主管', en: 'Scan once more; else hand it to the supervisor' },
  },
  not_paid: {
    tone: 'refused',
    title: { zh: '订单还没付款', en: 'The order is not paid' },
    next: { zh: '不要打包，放回货架', en: 'Do not pack it; put it back' },
  },
  other_warehouse: {
    tone: 'refused',
    title: { zh: '不是本仓的订单', en: 'Belongs to another warehouse' },
    next: { zh: '放到转仓区，告诉主管', en: 'Put it aside for transfer and tell the supervisor' },
  },
  already_shipped: {
    tone: 'refused',
    title: { zh: '订单已发货', en: 'The order has shipped' },
    next: { zh: '可能是重复面单，交给主管', en: 'Perhaps a second label; hand it to the supervisor' },
  },
  not_packed: {
    tone: 'refused',
    title: { zh: '还没打包', en: 'Not packed yet' },
    next: { zh: '送回打包台，先扫打包', en: 'Back to the packing table: scan it there first' },
  },
  wrong_truck: {
    tone: 'refused',
    title: { zh: '装错车了', en: 'Wrong truck' },
    next: { zh: '拿下来，放到该承运商的货位', en: 'Take it off; put it where its carrier loads' },
  },
  on_other_truck: {
    tone: 'refused',
    title: { zh: '在另一车上', en: 'On another truck' },
    next: { zh: '货在手里就点“挪到这车”', en: 'It is in your hand? Tap “Move it here”' },
  },
  left_on_other_truck: {
    tone: 'refused',
    title: { zh: '已随另一车交接', en: 'Handed over with another truck' },
    next: { zh: '放一边，让主管核对交接单', en: 'Put it aside; the supervisor checks the hand-over list' },
  },
  trip_unknown: {
    tone: 'refused',
    title: { zh: '没有这个装车码', en: 'No such loading code' },
    next: { zh: '重新扫装车码', en: 'Scan the loading code again' },
  },
  trip_closed: {
    tone: 'refused',
    title: { zh: '这车已交接', en: 'This trip is handed over' },
    next: { zh: '在“装车”里开新的一车', en: 'Open a new trip under Loading' },
  },
  wrong_item: {
    tone: 'refused',
    title: { zh: '拿错商品', en: 'Wrong item' },
    next: { zh: '放回去，按单拿货', en: 'Put it back; take what the order names' },
  },
  too_many: {
    tone: 'refused',
    title: { zh: '这件已够数', en: 'One too many' },
    next: { zh: '放回多拿的', en: 'Put the extra one back' },
  },
  serial_missing: {
    tone: 'refused',
    title: { zh: '需要序列号', en: 'Its serial number is needed' },
    next: { zh: '扫商品上的序列号', en: 'Scan the serial number on the item' },
  },
  serial_used: {
    tone: 'refused',
    title: { zh: '序列号已用过', en: 'Serial number used already' },
    next: { zh: '换一件，再告诉主管', en: 'Take another one and tell the supervisor' },
  },
  waybill_taken: {
    tone: 'refused',
    title: { zh: '运单属于别的订单', en: 'The waybill belongs to another order' },
    next: { zh: '换一张面单', en: 'Take another label' },
  },
  carrier_needed: {
    tone: 'refused',
    title: { zh: '不知道是哪家快递', en: 'Whose waybill is it?' },
    next: { zh: '选承运商，再扫一次', en: 'Choose the carrier and scan again' },
  },
  station_unknown: {
    tone: 'refused',
    title: { zh: '没有这个工位', en: 'No such station' },
    next: { zh: '扫工位上的码', en: 'Scan the code at the station' },
  },
  operator_needed: {
    tone: 'refused',
    title: { zh: '请先刷工牌', en: 'Badge first' },
    next: { zh: '扫工牌登录后再试', en: 'Scan your badge, then try again' },
  },
  code_unknown: {
    tone: 'refused',
    title: { zh: '认不出这个码', en: 'Not a code we know' },
    next: { zh: '扫面单、装箱单或装车码', en: 'Scan a waybill, packing slip or loading code' },
  },
  undo_too_late: {
    tone: 'refused',
    title: { zh: '来不及撤销', en: 'Too late to undo' },
    next: { zh: '告诉主管', en: 'Tell the supervisor' },
  },
  nothing_to_undo: {
    tone: 'refused',
    title: { zh: '没有可撤销的', en: 'Nothing to undo' },
    next: null,
  },
  not_granted: {
    tone: 'refused',
    title: { zh: '这台设备不能做这一步', en: 'This device may not do that' },
    next: { zh: '换一台设备，或请主管在“设备”里放开', en: 'Take another device, or ask the supervisor to allow it' },
  },
  quarantined: {
    tone: 'refused',
    title: { zh: '设备已停用，扫描待复核', en: 'This device is revoked; its scans wait for a person' },
    next: { zh: '换一台设备，告诉主管', en: 'Take another device and tell the supervisor' },
  },
  /** Never the server's: a page that is older than the server says it of an answer it does not know. */
  answer_unknown: {
    tone: 'refused',
    title: { zh: '已上传，看不懂结果', en: 'Sent; the answer cannot be read' },
    next: { zh: '告诉主管', en: 'Tell the supervisor' },
  },
} as const satisfies Record<string, AnswerSpec>

export type ScanAnswer = keyof typeof SCAN_ANSWERS

export function toneOf(answer: ScanAnswer): ScanTone {
  return SCAN_ANSWERS[answer].tone
}

/** Whether the scan counts as done: it took effect, is noted, or had been before. */
export function isAccepted(answer: ScanAnswer): boolean {
  return toneOf(answer) === 'ok' || toneOf(answer) === 'repeat'
}

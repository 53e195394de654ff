import { z } from 'zod'
import type { Label } from './platforms.ts'

/** What became of one attempt to write. Only `applied` takes a sequence number. */
export const VERDICTS = [
  'applied',
  'duplicate',
  'stale',
  'locked',
  'forbidden',
  'unmapped',
  'unmatched',
  'review',
] as const
export const Verdict = z.enum(VERDICTS)
export type Verdict = z.infer<typeof Verdict>

export const VERDICT_LABELS = {
  applied: { zh: '已生效', en: 'Applied' },
  duplicate: { zh: '重复', en: 'Duplicate' },
  stale: { zh: '过时', en: 'Stale' },
  locked: { zh: '已锁定', en: 'Locked' },
  forbidden: { zh: '无权限', en: 'Forbidden' },
  unmapped: { zh: '未映射', en: 'Unmapped' },
  unmatched: { zh: '未匹配', en: 'Unmatched' },
  review: { zh: '待复核', en: 'For review' },
} as const satisfies Record<Verdict, Label>

/** Why a verdict is what it is, or what is remarkable about an applied one. */
export const REASON_LABELS = {
  older_version: { zh: '内容早于已知版本', en: 'Older than the version we know' },
  overtaken: { zh: '查询期间订单又有变化，已重新查询', en: 'The order moved on while it was asked for; asked again' },
  nothing_new: { zh: '没有新内容', en: 'Nothing new in it' },
  same_message: { zh: '同一条消息再次到达', en: 'The same message again' },
  backward_after_shipping: { zh: '已发货，不能退回', en: 'Shipped; it cannot go back' },
  shipped_otherwise: { zh: '已用别的运单发货', en: 'Shipped already, under another waybill' },
  backward: { zh: '状态不能倒退', en: 'The status cannot go back' },
  not_granted: { zh: '该来源没有这项写入权限', en: 'This source has no right to write that' },
  waybill_missing: { zh: '报告发货但没有运单号', en: 'Reported as shipped without a waybill' },
  key_reused: { zh: '同一个幂等键用于了不同内容', en: 'Its idempotency key was used with another body' },
  impossible_step: { zh: '从当前状态走不到那里', en: 'Not reachable from the present state' },
  not_to_ship: { zh: '只有待发货的订单可以换仓', en: 'Only an order that is to be shipped may change its warehouse' },
  no_rule: { zh: '没有分仓规则适用', en: 'No routing rule takes it' },
  not_over: { zh: '订单尚未结束，请等它结束', en: 'The order is not over yet: wait until it is' },
  buyer_erased: { zh: '买家的个人信息已删除，不再处理', en: 'The buyer was erased; not applied any more' },
  after_sale_open: { zh: '售后尚未了结，请先了结', en: 'An after-sale is still open: settle it first' },
  other_seq: { zh: '订单版本已变化', en: 'The order has another version by now' },
  order_unknown: { zh: '还没有这个订单', en: 'The order is not known yet' },
  parcel_unknown: { zh: '还没有这个运单', en: 'The parcel is not known yet' },
  status_unmapped: { zh: '这个状态词还没有映射', en: 'This status word is not mapped yet' },
  cancelled_after_shipping: { zh: '发货后被取消，需要拦截', en: 'Cancelled after shipping; needs interception' },
  moved_back_by_person: { zh: '锁定期过后由人员退回', en: 'Taken back by a person after the lock ran out' },
  order_held: { zh: '订单已挂起，现场被叫停', en: 'On hold; the floor was stopped' },
  order_cancelled: { zh: '订单已取消，现场被叫停', en: 'Cancelled; the floor was stopped' },
  refund_requested: { zh: '买家申请退款，现场被叫停', en: 'A refund is asked for; the floor was stopped' },
  address_changed: { zh: '收件地址已变更，旧面单作废', en: 'The address has changed; the label is void' },
  not_paid: { zh: '还没付款', en: 'Not paid' },
  other_warehouse: { zh: '属于别的仓库', en: 'Belongs to another warehouse' },
  already_shipped: { zh: '已发货', en: 'Shipped already' },
  not_packed: { zh: '还没打包', en: 'Not packed yet' },
  wrong_truck: { zh: '装错车：承运商不符', en: 'Wrong truck: another carrier’s' },
  on_other_truck: { zh: '已在另一车上', en: 'On another truck' },
  left_on_other_truck: { zh: '已随另一车交接', en: 'Handed over with another truck' },
  truck_changed: { zh: '从另一车挪来', en: 'Moved over from another truck' },
  trip_unknown: { zh: '没有这个装车码', en: 'No such loading code' },
  trip_closed: { zh: '这车已交接', en: 'The truck was handed over' },
  carrier_needed: { zh: '不知道是哪家快递', en: 'Whose waybill it is was not told' },
  wrong_item: { zh: '拿错商品', en: 'Wrong item' },
  too_many: { zh: '多拿了商品', en: 'One item too many' },
  serial_missing: { zh: '没有扫序列号', en: 'Its serial number was not scanned' },
  serial_used: { zh: '序列号已用过', en: 'Its serial number was used already' },
  waybill_taken: { zh: '运单属于别的订单', en: 'The waybill belongs to another order' },
  parcel_left: { zh: '包裹已装车或已在路上', en: 'The parcel is on a truck or on its way' },
  parcel_told: { zh: '渠道已收到这个运单', en: 'A channel was told of this waybill' },
  unbound_by_person: { zh: '绑错的运单由人员解除', en: 'A wrongly bound waybill was taken off by a person' },
  undo_too_late: { zh: '超过撤销时限', en: 'Too late to undo' },
  undone_in_time: { zh: '在撤销时限内撤回', en: 'Undone in time' },
  shipped_after_cancel: { zh: '取消后仍发出', en: 'Shipped although cancelled' },
} as const satisfies Record<string, Label>
export type Reason = keyof typeof REASON_LABELS

/** What of an order one applied event changed. */
export const CHANGE_LABELS = {
  created: { zh: '建单', en: 'created' },
  state: { zh: '订单状态', en: 'order status' },
  status_word: { zh: '渠道状态词', en: 'channel word' },
  signed: { zh: '签收', en: 'receipt' },
  holds: { zh: '挂起', en: 'holds' },
  warehouse: { zh: '仓库', en: 'warehouse' },
  amount: { zh: '金额', en: 'amount' },
  lines: { zh: '商品行', en: 'lines' },
  memo: { zh: '备注', en: 'memo' },
  flag: { zh: '旗标', en: 'flag' },
  buyer: { zh: '买家', en: 'buyer' },
  paid_at: { zh: '付款时间', en: 'time of payment' },
  deadline: { zh: '发货时限', en: 'ship-by' },
  receiver: { zh: '收件人', en: 'receiver' },
  parcels: { zh: '包裹', en: 'parcels' },
  after_sales: { zh: '售后', en: 'after-sales' },
  trace: { zh: '物流轨迹', en: 'trace' },
  interception: { zh: '拦截任务', en: 'interception' },
  link: { zh: '查单链接', en: 'tracking link' },
  loading: { zh: '装车', en: 'loading' },
  return: { zh: '退货', en: 'return' },
  delay: { zh: '延误原因', en: 'reason of a delay' },
  archived: { zh: '转入归档', en: 'moved to the archive' },
  erased: { zh: '个人信息已删除', en: 'personal data erased' },
} as const satisfies Record<string, Label>
export type Change = keyof typeof CHANGE_LABELS

/** Who acts. Closed; there is no impersonation. */
const ACTOR_KINDS = ['person', 'channel', 'carrier', 'erp', 'customer', 'device', 'rule', 'clock'] as const
export const ActorKind = z.enum(ACTOR_KINDS)
export type ActorKind = z.infer<typeof ActorKind>

export const ACTOR_KIND_LABELS = {
  person: { zh: '人员', en: 'Person' },
  channel: { zh: '渠道', en: 'Channel' },
  carrier: { zh: '承运商', en: 'Carrier' },
  erp: { zh: 'ERP', en: 'ERP' },
  customer: { zh: '客户', en: 'Customer' },
  device: { zh: '设备', en: 'Device' },
  rule: { zh: '规则', en: 'Rule' },
  clock: { zh: '时钟', en: 'Clock' },
} as const satisfies Record<ActorKind, Label>

/** Where a kept channel event stands. */
export const EVENT_STATES = ['pending', 'done', 'waiting', 'unmapped', 'unparsed', 'failed'] as const
export const EventState = z.enum(EVENT_STATES)
export type EventState = z.infer<typeof EventState>

export const EVENT_STATE_LABELS = {
  pending: { zh: '处理中', en: 'Pending' },
  done: { zh: '已处理', en: 'Done' },
  waiting: { zh: '等待订单', en: 'Waiting for its order' },
  unmapped: { zh: '未映射', en: 'Unmapped' },
  unparsed: { zh: '无法解析', en: 'Unparsed' },
  failed: { zh: '失败，将重试', en: 'Failed, will retry' },
} as const satisfies Record<EventState, Label>

import { z } from 'zod'
import type { Instant } from './instant.ts'
import type { Label } from './platforms.ts'
import { RowId } from './row-id.ts'

/** Every kind of outgoing call. */
export const DELIVERY_KINDS = [
  'channel.ship',
  'channel.cancel',
  'channel.report',
  'webhook.event',
  'wecom.message',
  'wecom.robot',
  'dingtalk.notice',
  'dingtalk.result',
  'dingtalk.ding',
  'dingtalk.robot',
  'email',
  'push.message',
] as const
export const DeliveryKind = z.enum(DELIVERY_KINDS)
export type DeliveryKind = z.infer<typeof DeliveryKind>

export const DELIVERY_KIND_LABELS = {
  'channel.ship': { zh: '发货回写', en: 'Shipment to a channel' },
  'channel.cancel': { zh: '取消回写', en: 'Cancellation to a channel' },
  'channel.report': { zh: '小程序发货上报', en: 'Shipment to a mini-program' },
  'webhook.event': { zh: '事件通知', en: 'Event to a subscriber' },
  'wecom.message': { zh: '企业微信消息', en: 'WeCom message' },
  'wecom.robot': { zh: '企业微信群机器人', en: 'WeCom group robot' },
  'dingtalk.notice': { zh: '钉钉工作通知', en: 'DingTalk notice' },
  'dingtalk.result': { zh: '钉钉送达查询', en: 'What became of a DingTalk notice' },
  'dingtalk.ding': { zh: '钉钉 DING', en: 'DingTalk DING' },
  'dingtalk.robot': { zh: '钉钉群机器人', en: 'DingTalk group robot' },
  email: { zh: '邮件', en: 'E-mail' },
  'push.message': { zh: '浏览器推送', en: 'Web push' },
} as const satisfies Record<DeliveryKind, Label>

/** Where an outgoing call stands. `dead`: given up, until a person sends it again. */
export const DELIVERY_STATES = ['pending', 'done', 'dead', 'cancelled'] as const
export const DeliveryState = z.enum(DELIVERY_STATES)
export type DeliveryState = z.infer<typeof DeliveryState>

export const DELIVERY_STATE_LABELS = {
  pending: { zh: '待发送', en: 'Pending' },
  done: { zh: '已送达', en: 'Done' },
  dead: { zh: '已放弃', en: 'Given up' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
} as const satisfies Record<DeliveryState, Label>

/** What one attempt came to. `later`: may succeed unchanged; `never`: will not. */
const ATTEMPT_RESULTS = ['done', 'later', 'never'] as const
export type AttemptResult = (typeof ATTEMPT_RESULTS)[number]

export const ATTEMPT_RESULT_LABELS = {
  done: { zh: '成功', en: 'Done' },
  later: { zh: '稍后重试', en: 'Tried again later' },
  never: { zh: '被拒绝', en: 'Refused' },
} as const satisfies Record<AttemptResult, Label>

/** `open`: nothing is sent for a while; `half_open`: one call tries whether the other side is back. */
const BREAKER_STATES = ['closed', 'open', 'half_open'] as const
export type BreakerState = (typeof BREAKER_STATES)[number]

export const BREAKER_STATE_LABELS = {
  closed: { zh: '正常', en: 'Working' },
  open: { zh: '暂停发送', en: 'Paused' },
  half_open: { zh: '试探中', en: 'Trying again' },
} as const satisfies Record<BreakerState, Label>

export const DeliveriesListInput = z.strictObject({
  state: z.array(DeliveryState).max(DELIVERY_STATES.length).optional(),
  kind: z.array(DeliveryKind).max(DELIVERY_KINDS.length).optional(),
  route: z.string().max(200).optional(),
  orderId: z.string().max(30).optional(),
  cursor: RowId.optional(),
  limit: z.number().int().min(1).max(100).default(50),
})
export type DeliveriesListInput = z.infer<typeof DeliveriesListInput>

export const DeliveryIdInput = z.strictObject({ id: RowId })

/** These deliveries, or everything given up on one route. */
export const ReplayInput = z.union([
  z.strictObject({
    ids: z.array(RowId).min(1).max(200),
  }),
  z.strictObject({ route: z.string().min(1).max(200) }),
])
export type ReplayInput = z.infer<typeof ReplayInput>

export interface DeliveryRow {
  readonly id: string
  readonly kind: DeliveryKind
  readonly route: string
  readonly orderId: string | null
  readonly state: DeliveryState
  readonly tries: number
  readonly code: string | null
  readonly createdAt: Instant
  readonly nextAt: Instant | null
  readonly settledAt: Instant | null
}

export interface DeliveryPage {
  readonly rows: readonly DeliveryRow[]
  readonly next: string | null
}

export interface DeliveryAttemptView {
  readonly number: number
  readonly at: Instant
  readonly milliseconds: number
  readonly result: AttemptResult
  readonly code: string
  readonly request: string
  readonly answer: string
}

export interface DeliveryDetail extends DeliveryRow {
  readonly key: string
  readonly attempts: readonly DeliveryAttemptView[]
}

export interface RouteView {
  readonly route: string
  readonly breaker: BreakerState
  readonly openUntil: Instant | null
  readonly failures: number
  readonly lastCode: string | null
  readonly pending: number
  readonly dead: number
}

/** Our own words for what an attempt came to; a platform's own codes stand as they came. */
const DELIVERY_CODE_LABELS = {
  shipped: { zh: '已告知发货', en: 'Told of the shipment' },
  already_shipped: { zh: '平台已是发货状态', en: 'It had shipped there already' },
  cancelled: { zh: '已告知取消', en: 'Told of the cancellation' },
  already_cancelled: { zh: '平台已取消', en: 'It was cancelled there already' },
  delivered: { zh: '已送达', en: 'Delivered' },
  undone: { zh: '发货已撤销，不再告知', en: 'The shipment was undone; nothing to tell' },
  carrier_unmapped: { zh: '该平台没有这家承运商的编码', en: 'The platform has no code for this carrier' },
  not_set_up: { zh: '该渠道还没有填写回写所需的信息', en: 'The channel is not set up to be told' },
  no_call: { zh: '该平台没有对应的接口', en: 'The platform has no call for it' },
  app_gone: { zh: '渠道应用已不存在', en: 'The channel app is gone' },
  paid_already: { zh: '已付款的订单只能走售后', en: 'A paid order can only go through after-sales' },
  held_refund_requested: { zh: '平台上有退款申请，未发货', en: 'A refund is asked for there; nothing was sent' },
  endless: { zh: '平台一直要求继续，已停止', en: 'The platform kept asking for more; stopped' },
  sent: { zh: '已发出', en: 'Sent' },
  recipient_invalid: {
    zh: '对方账号无效或不在应用可见范围',
    en: 'Nobody there by that id, or outside the app’s range',
  },
  withheld: {
    zh: '钉钉未送达：内容重复或超过当日上限',
    en: 'Held back by DingTalk: the same again, or too many that day',
  },
  looked_up: { zh: '已送达，未读', en: 'Arrived, not read yet' },
  seen: { zh: '已读', en: 'Read' },
  not_told: { zh: '对方没有告知是否送达', en: 'It does not say whether it arrived' },
  channel_off: { zh: '该通知渠道已停用或删除', en: 'The message channel is off or gone' },
  mail_refused: { zh: '邮件服务器拒收', en: 'The mail server refused it' },
  mail_sign_in: { zh: '邮件服务器登录失败', en: 'The mail server does not let us in' },
  unreachable: { zh: '连接不上', en: 'Not reachable' },
  timeout: { zh: '没有按时回应', en: 'No answer in time' },
  address_refused: { zh: '目标是内网地址，未在允许列表中', en: 'A private address that is not allowed' },
  reply_too_large: { zh: '回应过大', en: 'The answer is too large' },
  redirected: { zh: '对方要求跳转，未跟随', en: 'It redirects; not followed' },
  unexpected: { zh: '出现意外错误，已记录', en: 'Something unexpected happened and was recorded' },
} as const satisfies Record<string, Label>

export function deliveryCodeLabel(code: string): Label | null {
  return Object.hasOwn(DELIVERY_CODE_LABELS, code)
    ? DELIVERY_CODE_LABELS[code as keyof typeof DELIVERY_CODE_LABELS]
    : null
}

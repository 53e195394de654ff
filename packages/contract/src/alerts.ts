import { z } from 'zod'
import { carrierLabel } from './carrier-labels.ts'
import { PICK_UP_HOURS } from './due.ts'
import type { Instant } from './instant.ts'
import type { Label } from './platforms.ts'
import { ROLES, type Role } from './roles.ts'
import { RowId } from './row-id.ts'

/** What people are told of, each with the parameters its words are made of. */
export interface AlertParams {
  /** The share of orders on which a channel and the hub disagree passed its limit. */
  deviation_high: { channel: string; percent: number }
  /** Many writes of one source were refused in a short time. */
  refusal_burst: { source: string; addresses: readonly string[] }
  /** A channel's socket is down, its orders cannot be fetched, its pushes are refused, or it will not send those of a shop. */
  channel_broken: {
    channel: string
    why: 'disconnected' | 'fetch_failing' | 'pushes_refused' | 'messages_not_permitted'
  }
  /** A shop's authorisation ends soon, or ended. */
  credential_expiring: { shop: string; days: number }
  /** Orders wait for a person because two systems disagree. */
  review_opened: { other: string }
  /** Outgoing calls were given up. */
  delivery_dead: { route: string }
  /** Parcels must be stopped by hand, and nobody has said that they do it. */
  interception_waiting: { warehouse: string | null }
  /** Parcels were scanned, and for half an hour no system has named their waybills. */
  scans_unmatched: { warehouse: string }
  /** Returns were taken in and not inspected in their time. */
  returns_waiting: { warehouse: string }
  /** Orders must leave within half an hour. `order`: the first of them; `warehouse`: null where none is assigned. */
  orders_due: { warehouse: string | null; order: string }
  /** Orders are past the time to ship them by. */
  orders_late: { warehouse: string | null; order: string }
  /** Orders are two hours past it. */
  orders_very_late: { warehouse: string | null; order: string }
  /** Parcels left, and their carrier has not been heard to take them over. `waybills`: the first of them. */
  parcels_unseen: { carrier: string; waybills: readonly string[] }
}
export type AlertKind = keyof AlertParams

export const ALERT_KINDS = [
  'deviation_high',
  'refusal_burst',
  'channel_broken',
  'credential_expiring',
  'review_opened',
  'delivery_dead',
  'interception_waiting',
  'scans_unmatched',
  'returns_waiting',
  'orders_due',
  'orders_late',
  'orders_very_late',
  'parcels_unseen',
] as const satisfies readonly AlertKind[]

const OPERATIONS = ['supervisor', 'ops', 'admin'] as const satisfies readonly Role[]

/** Who is told: who can do something about it, and whose figures it spoils. */
export const ALERT_ROLES = {
  deviation_high: [...OPERATIONS, 'finance'],
  refusal_burst: OPERATIONS,
  channel_broken: OPERATIONS,
  credential_expiring: OPERATIONS,
  review_opened: [...OPERATIONS, 'service', 'finance'],
  delivery_dead: OPERATIONS,
  interception_waiting: [...OPERATIONS, 'service'],
  scans_unmatched: OPERATIONS,
  returns_waiting: [...OPERATIONS, 'service'],
  orders_due: OPERATIONS,
  orders_late: OPERATIONS,
  orders_very_late: [...OPERATIONS, 'service'],
  parcels_unseen: [...OPERATIONS, 'service'],
} as const satisfies Record<AlertKind, readonly Role[]>

/** The kinds of alerts that each role sees. */
export const ALERT_KINDS_OF = Object.fromEntries(
  ROLES.map((role) => [role, ALERT_KINDS.filter((kind) => (ALERT_ROLES[kind] as readonly Role[]).includes(role))]),
) as unknown as Readonly<Record<Role, readonly AlertKind[]>>

const WHY = {
  disconnected: { zh: '连接断开超过 5 分钟', en: 'disconnected for more than 5 minutes' },
  fetch_failing: { zh: '拉取订单持续失败', en: 'its orders cannot be fetched' },
  pushes_refused: {
    zh: '本小时与上一小时有 20 个以上推送被拒收',
    en: '20 or more of its pushes were refused in this hour and the one before',
  },
  messages_not_permitted: {
    zh: '平台不给店铺开通消息，新订单只能靠定时拉取',
    en: 'the platform will not send the messages of a shop; its orders are only found by the catch-up pull',
  },
} as const satisfies Record<AlertParams['channel_broken']['why'], Label>

interface AlertSpec<Kind extends AlertKind> {
  readonly title: Label
  /** Where it is looked into. */
  readonly href: string
  /** Worth a pop-up that stays (DING), where a silent notice might be missed. */
  readonly loud: boolean
  text(params: AlertParams[Kind], count: number): Label
}

/** Names the order where it is one alone. */
function lateness(words: { zh: string; en: string; one: { zh: string; en: string } }): AlertSpec<'orders_due'>['text'] {
  return ({ warehouse, order }, count) =>
    count === 1
      ? { zh: `订单${order}${words.one.zh}`, en: `Order ${order} ${words.one.en}` }
      : {
          zh: `${warehouse ?? '未分仓'} 有 ${count} 个订单${words.zh}`,
          en: `${count} orders at ${warehouse ?? 'no warehouse'} ${words.en}`,
        }
}

const LATE_HREF = '/admin/orders/?due=late'

export const ALERTS: { readonly [Kind in AlertKind]: AlertSpec<Kind> } = {
  deviation_high: {
    title: { zh: '状态不一致偏高', en: 'Many statuses disagree' },
    href: '/admin/deviation/',
    loud: false,
    text: ({ channel, percent }) => ({
      zh: `${channel} 最近 24 小时有 ${percent}% 的订单状态与接力不一致`,
      en: `${percent}% of the orders of ${channel} disagreed with Baton in the last 24 hours`,
    }),
  },
  refusal_burst: {
    title: { zh: '成批写入被拒', en: 'A burst of refused writes' },
    href: '/admin/erp/',
    loud: true,
    text: ({ source, addresses }, count) => ({
      zh: `${source}（${addresses.join('、')}）有 ${count} 次写入被拒，可一键暂停`,
      en: `${count} writes of ${source} (${addresses.join(', ')}) were refused; it can be paused with one tap`,
    }),
  },
  channel_broken: {
    title: { zh: '渠道异常', en: 'A channel is broken' },
    href: '/admin/channels/',
    loud: true,
    text: ({ channel, why }) => ({ zh: `${channel}：${WHY[why].zh}`, en: `${channel}: ${WHY[why].en}` }),
  },
  credential_expiring: {
    title: { zh: '授权即将到期', en: 'An authorisation ends soon' },
    href: '/admin/catalogue/shops/',
    loud: false,
    text: ({ shop, days }) => ({
      zh: days > 0 ? `${shop} 的授权将在 ${days} 天内到期` : `${shop} 的授权已到期`,
      en: days > 0 ? `The authorisation of ${shop} ends within ${days} days` : `The authorisation of ${shop} has ended`,
    }),
  },
  review_opened: {
    title: { zh: '跨平台状态冲突', en: 'Status conflict between platforms' },
    href: '/admin/reviews/',
    loud: false,
    text: ({ other }, count) => ({
      zh: `与 ${other} 有 ${count} 个订单待人工复核`,
      en:
        count === 1
          ? `An order waits for a person to decide about ${other}`
          : `${count} orders wait for a person to decide about ${other}`,
    }),
  },
  delivery_dead: {
    title: { zh: '外发调用被放弃', en: 'Outgoing calls were given up' },
    href: '/admin/deliveries/',
    loud: false,
    text: ({ route }, count) => ({
      zh: `${route} 有 ${count} 个调用被放弃`,
      en: `${count === 1 ? 'A call' : `${count} calls`} to ${route} ${count === 1 ? 'was' : 'were'} given up`,
    }),
  },
  interception_waiting: {
    title: { zh: '有包裹需要拦截', en: 'Parcels must be stopped' },
    href: '/admin/interceptions/',
    loud: true,
    text: ({ warehouse }, count) => ({
      zh: `${warehouse ?? '未分仓'} 有 ${count} 个拦截任务无人认领`,
      en: `${count} interception${count === 1 ? '' : 's'} at ${warehouse ?? 'no warehouse'} ${count === 1 ? 'has' : 'have'} nobody yet`,
    }),
  },
  scans_unmatched: {
    title: { zh: '扫到了查不到的包裹', en: 'Scanned, but nobody knows them' },
    href: '/board/',
    loud: false,
    text: ({ warehouse }, count) => ({
      zh: `${warehouse} 有 ${count} 个扫到的包裹超过 30 分钟仍查不到运单`,
      en: `${count === 1 ? 'The waybill of one parcel' : `The waybills of ${count} parcels`} scanned at ${warehouse} ${count === 1 ? 'has' : 'have'} been unknown for 30 minutes`,
    }),
  },
  returns_waiting: {
    title: { zh: '退货超时未质检', en: 'Returns not inspected in time' },
    href: '/admin/returns/?stage=in_hand',
    loud: true,
    text: ({ warehouse }, count) => ({
      zh: `${warehouse} 有 ${count} 件退货过了质检时限`,
      en: `${count} return${count === 1 ? '' : 's'} at ${warehouse} ${count === 1 ? 'is' : 'are'} past the time to inspect ${count === 1 ? 'it' : 'them'}`,
    }),
  },
  orders_due: {
    title: { zh: '即将超时', en: 'Soon late' },
    href: '/admin/orders/?due=soon',
    loud: false,
    text: lateness({
      ...{ zh: ' 30 分钟内到发货时限，请优先处理', en: 'must leave within 30 minutes; take them first' },
      one: { zh: '预计超时，请优先处理', en: 'will be late; take it first' },
    }),
  },
  orders_late: {
    title: { zh: '发货超时', en: 'Shipping late' },
    href: LATE_HREF,
    loud: true,
    text: lateness({
      ...{ zh: '已过发货时限', en: 'are past the time to ship them by' },
      one: { zh: '已过发货时限', en: 'is past the time to ship it by' },
    }),
  },
  orders_very_late: {
    title: { zh: '发货超时 2 小时', en: 'Two hours late' },
    href: LATE_HREF,
    loud: true,
    text: lateness({
      ...{ zh: '已超时 2 小时，请主管处理', en: 'are two hours late; the supervisor must step in' },
      one: { zh: '已超时 2 小时，请主管处理', en: 'is two hours late; the supervisor must step in' },
    }),
  },
  parcels_unseen: {
    title: { zh: '揽收超时', en: 'Not picked up in time' },
    href: '/admin/alerts/',
    loud: false,
    text: ({ carrier, waybills }, count) => {
      const { zh, en } = carrierLabel(carrier)
      const hours = PICK_UP_HOURS
      return count === 1
        ? {
            zh: `${zh} ${waybills[0]} 交出 ${hours} 小时仍未揽收`,
            en: `${en} has not reported parcel ${waybills[0]}, ${hours} hours after it left`,
          }
        : {
            zh: `${zh} 有 ${count} 个包裹交出 ${hours} 小时仍未揽收`,
            en: `${en} has not reported ${count} parcels, ${hours} hours after they left`,
          }
    },
  },
}

/** Where an alert leads in the app: to what it names, where it names it. */
export function alertHref({ kind, params }: Pick<AlertView, 'kind' | 'params'>): string {
  if (kind !== 'parcels_unseen') return ALERTS[kind].href
  const { waybills } = params as AlertParams['parcels_unseen']
  return `/admin/orders/?q=${encodeURIComponent(waybills.join(' '))}`
}

/** The sentence of an alert; parameters and count are stored, words are made here. */
export function alertText(alert: Pick<AlertView, 'kind' | 'params' | 'count'>): Label {
  const { text } = ALERTS[alert.kind] as AlertSpec<AlertKind>
  return text(alert.params as never, alert.count)
}

export const AlertsListInput = z.strictObject({
  which: z.enum(['open', 'closed']).default('open'),
  cursor: RowId.optional(),
  limit: z.number().int().min(1).max(100).default(50),
})
export type AlertsListInput = z.infer<typeof AlertsListInput>
export const AlertIdInput = z.strictObject({ id: RowId })

export interface AlertView {
  readonly id: string
  readonly kind: AlertKind
  readonly params: AlertParams[AlertKind]
  /** How often it was raised while open, or how many things it speaks of. */
  readonly count: number
  readonly firstAt: Instant
  readonly lastAt: Instant
  readonly acknowledgedBy: string | null
  readonly acknowledgedAt: Instant | null
  readonly closedBy: string | null
  readonly closedAt: Instant | null
}

export interface AlertPage {
  readonly rows: readonly AlertView[]
  readonly next: string | null
}

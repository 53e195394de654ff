import { z } from 'zod'
import { ALERT_KINDS, type AlertKind } from './alerts.ts'
import type { CredentialFieldView } from './channel-views.ts'
import type { Instant } from './instant.ts'
import { Locale } from './locale.ts'
import type { Label } from './platforms.ts'
import { ROLES, Role } from './roles.ts'
import { RowId } from './row-id.ts'
import { seenAt } from './seen-at.ts'

/** Ways to reach people beside the app, each set up by the merchant. */
export const MESSAGE_CHANNEL_KINDS = ['wecom', 'wecom_robot', 'dingtalk', 'dingtalk_robot', 'email', 'push'] as const
export const MessageChannelKind = z.enum(MESSAGE_CHANNEL_KINDS)
export type MessageChannelKind = z.infer<typeof MessageChannelKind>

export const MESSAGE_CHANNEL_LABELS = {
  wecom: { zh: '企业微信应用', en: 'WeCom app' },
  wecom_robot: { zh: '企业微信群机器人', en: 'WeCom group robot' },
  dingtalk: { zh: '钉钉应用', en: 'DingTalk app' },
  dingtalk_robot: { zh: '钉钉群机器人', en: 'DingTalk group robot' },
  email: { zh: '邮件（SMTP）', en: 'E-mail (SMTP)' },
  push: { zh: '浏览器推送', en: 'Web push' },
} as const satisfies Record<MessageChannelKind, Label>

/** What became of one alert for one person, or one group, over one channel. */
const RECEIPT_STATES = ['queued', 'sending', 'sent', 'failed', 'needless'] as const
export type ReceiptState = (typeof RECEIPT_STATES)[number]

/** How far it came, with what the person did since. */
export type ReceiptProgress = ReceiptState | 'delivered' | 'seen' | 'acknowledged'

export const RECEIPT_PROGRESS_LABELS = {
  queued: { zh: '排队中', en: 'Queued' },
  sending: { zh: '发送中', en: 'On its way' },
  sent: { zh: '已发出', en: 'Sent' },
  failed: { zh: '未送达', en: 'Not delivered' },
  needless: { zh: '已无需发送', en: 'Not needed any more' },
  delivered: { zh: '已送达', en: 'Delivered' },
  seen: { zh: '已查看', en: 'Seen' },
  acknowledged: { zh: '已确认', en: 'Acknowledged' },
} as const satisfies Record<ReceiptProgress, Label>

/** What one alert did to reach one person or group over one channel. */
export interface ReceiptView {
  readonly channel: MessageChannelKind | 'app'
  readonly channelName: string | null
  /** The person; null for a group. */
  readonly person: string | null
  readonly state: ReceiptProgress
  readonly code: string | null
  /** The outgoing call that carries it; several alerts may share one. */
  readonly deliveryId: string | null
  readonly queuedAt: Instant
  readonly sentAt: Instant | null
  /** Where the messenger tells it. */
  readonly deliveredAt: Instant | null
  readonly seenAt: Instant | null
  readonly acknowledgedAt: Instant | null
}

export interface MessageChannelView {
  readonly id: string
  readonly kind: MessageChannelKind
  readonly name: string
  readonly enabled: boolean
  readonly savedAt: Instant
  readonly fieldsSet: readonly string[]
  readonly endpoints: Readonly<Record<string, string>>
  /** What the latest failed message came to; null since one arrived. */
  readonly lastError: { readonly code: string; readonly at: Instant } | null
  /** Where it differs from the alert's own roles: who hears an alert over this channel. */
  readonly audiences: readonly AudienceView[]
}

export interface AudienceView {
  readonly kind: AlertKind
  readonly roles: readonly Role[]
}

export interface MessageChannelSpec {
  readonly kind: MessageChannelKind
  readonly fields: readonly CredentialFieldView[]
  /** Published production addresses that may be overridden. */
  readonly endpoints: Readonly<Record<string, string>>
}

const id = z.uuid()
export const MessageChannelSaveInput = z.strictObject({
  id: id.optional(),
  seenAt,
  kind: MessageChannelKind,
  name: z.string().trim().min(1).max(80),
  /** What is left out, or empty, keeps its value; null takes away what may be missing. */
  fields: z.record(z.string().max(40), z.string().max(1000).nullable()),
  endpoints: z.record(z.string().max(40), z.url({ protocol: /^https?$/ }).max(500)).default({}),
})
export type MessageChannelSaveInput = z.infer<typeof MessageChannelSaveInput>
export const MessageChannelEnableInput = z.strictObject({ id, enabled: z.boolean() })
/** `target`: the person's id there, or the address; nothing for a group robot. */
export const MessageChannelTestInput = z.strictObject({
  id,
  target: z.string().trim().max(200).default(''),
  /** Of whoever asks. */
  locale: Locale.default('zh'),
})
export type MessageChannelTestInput = z.infer<typeof MessageChannelTestInput>

/** Who hears an alert over a channel; nobody: an empty list; null: those the alert is meant for. A group hears it unless the list is empty. */
export const AudienceSaveInput = z.strictObject({
  id,
  kind: z.enum(ALERT_KINDS),
  roles: z.array(Role).max(ROLES.length).nullable(),
  /** What it was when the person chose; refused where it is other by now. */
  seen: z.array(Role).nullable().optional(),
})
export type AudienceSaveInput = z.infer<typeof AudienceSaveInput>

export const AlertsSeenInput = z.strictObject({
  ids: z.array(RowId).min(1).max(100),
})

export const MESSAGE_WORDS = {
  /** How a message begins into which several alerts are gathered. */
  digest: (count: number): Label => ({ zh: `接力：${count} 条告警`, en: `Baton: ${count} alerts` }),
  look: { zh: '去处理', en: 'Look' },
  take: { zh: '我来处理', en: 'I have it' },
  test: { zh: '接力测试消息', en: 'Baton test message' },
  testLine: { zh: '收到这条消息，说明设置正确。', en: 'If you read this, the settings are right.' },
} as const satisfies Record<string, Label | ((count: number) => Label)>

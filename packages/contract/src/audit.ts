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

/** Who acts. Closed; there is no impersonation. */
export const ACTOR_KINDS = ['person', 'channel', 'carrier', 'erp', 'customer', 'device', 'rule', 'clock'] as const
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

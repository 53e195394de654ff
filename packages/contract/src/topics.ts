import type { ErpWrite } from './erp.ts'
import type { Label } from './platforms.ts'
import { SCAN_KIND_LABELS } from './scan-words.ts'
import type { ScanKind } from './scans.ts'

/** What our own doors call a write. A channel's messages have that channel's names, which stay as they are. */
export type OwnTopic = keyof typeof OTHER_TOPICS | `erp.${ErpReport}` | `scan.${ScanKind}`
type ErpReport = ErpWrite['report']['kind']

const OTHER_TOPICS = {
  erp: { zh: 'ERP 请求', en: 'an ERP’s request' },
  'baton.pulled': { zh: '补拉', en: 'catch-up pull' },
  'baton.unreadable_frame': { zh: '读不懂的数据帧', en: 'a frame that makes no sense' },
  waybill_import: { zh: '运单导入', en: 'waybills by file' },
  move_back: { zh: '退回', en: 'taken back' },
  unbind: { zh: '解除运单绑定', en: 'waybill taken off' },
  shared_parcel: { zh: '同包裹的另一单', en: 'another order in the same parcel' },
  change_warehouse: { zh: '换仓', en: 'another warehouse' },
} as const satisfies Record<string, Label>

const ERP_TOPICS = {
  'erp.status': { zh: '报告状态', en: 'reports a status' },
  'erp.waybill': { zh: '报告运单', en: 'reports waybills' },
  'erp.hold': { zh: '挂起', en: 'places a hold' },
  'erp.lift': { zh: '解除挂起', en: 'lifts a hold' },
} as const satisfies Record<`erp.${ErpReport}`, Label>

const SCAN_TOPICS = Object.fromEntries(
  Object.entries(SCAN_KIND_LABELS).map(([kind, label]) => [`scan.${kind}`, label]),
) as Record<`scan.${ScanKind}`, Label>

export const OWN_TOPIC_LABELS: Readonly<Record<OwnTopic, Label>> = { ...OTHER_TOPICS, ...ERP_TOPICS, ...SCAN_TOPICS }

const SYNC = 'sync by '

/** A person asked the channel how the order stands. */
export function syncTopic(name: string): string {
  return SYNC + name
}

/** The words for a topic of ours; null: it is a channel's own. */
export function ownTopicLabel(topic: string): Label | null {
  if (topic.startsWith(SYNC)) {
    const name = topic.slice(SYNC.length)
    return { zh: `${name}立即同步`, en: `synced by ${name}` }
  }
  return Object.hasOwn(OWN_TOPIC_LABELS, topic) ? OWN_TOPIC_LABELS[topic as OwnTopic] : null
}

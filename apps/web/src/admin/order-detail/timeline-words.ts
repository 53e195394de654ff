import type { Label } from '@baton/contract'
import { bilingual } from '#words/locale.tsx'

export const timelineWords = bilingual(
  {
    title: '时间线',
    caption: '对这一单的每次写入，生效的和被拒绝的',
    showRefused: (count: number) => `显示未生效的 ${count} 条`,
    why: '为什么是这个状态',
    whyLine: (parts: { after: string; who: string; word: string | null }) =>
      parts.word === null
        ? `${parts.who} 把订单推进到“${parts.after}”`
        : `${parts.who} 报告“${parts.word}”，订单进入“${parts.after}”`,
    whyUnknown: '还没有任何写入生效',
    tried: '谁试图改动过',
    triedNobody: '没有被拦下的写入',
    triedLine: (who: string, count: number) => `${who} · ${count} 次`,
    claims: '声称',
    implied: '跳过并补记',
    changed: '改动',
    occurred: '发生',
    recorded: '记录',
    late: (span: string) => `晚到 ${span}`,
    raw: '原始报文',
    hideRaw: '收起报文',
    openEvent: '打开事件',
    more: '更早的记录',
    end: '已到最早一条',
    none: '还没有记录',
    noneApplied: '没有生效的写入，打开开关可查看被拒绝的',
    from: '来源地址',
    seq: (seq: number) => `第 ${seq} 步`,
    noMove: '状态未动',
    copyRaw: '报文',
    binary: '二进制内容（base64）',
  },
  {
    title: 'Timeline',
    caption: 'Every attempt to write this order, applied or refused',
    showRefused: (count: number) => `Show ${count} without effect`,
    why: 'Why it is in this state',
    whyLine: (parts: { after: string; who: string; word: string | null }) =>
      parts.word === null
        ? `${parts.who} moved the order to “${parts.after}”`
        : `${parts.who} reported “${parts.word}”; the order became “${parts.after}”`,
    whyUnknown: 'Nothing has been applied yet',
    tried: 'Who tried to change it',
    triedNobody: 'No write was turned away',
    triedLine: (who: string, count: number) => `${who} · ${count}×`,
    claims: 'claims',
    implied: 'skipped, recorded as implied',
    changed: 'changed',
    occurred: 'happened',
    recorded: 'recorded',
    late: (span: string) => `${span} late`,
    raw: 'Raw message',
    hideRaw: 'Hide message',
    openEvent: 'Open event',
    more: 'Earlier entries',
    end: 'This is the first entry',
    none: 'No entries yet',
    noneApplied: 'Nothing was applied; the switch shows what was refused',
    from: 'from',
    seq: (seq: number) => `step ${seq}`,
    noMove: 'status unchanged',
    copyRaw: 'message',
    binary: 'Binary content (base64)',
  },
)

const REASONS: Readonly<Record<string, Label>> = {
  older_version: { zh: '内容早于已知版本', en: 'Older than the version we know' },
  nothing_new: { zh: '没有新内容', en: 'Nothing new in it' },
  backward_after_shipping: { zh: '已发货，不能退回', en: 'Shipped; it cannot go back' },
  backward: { zh: '状态不能倒退', en: 'The status cannot go back' },
  not_granted: { zh: '该来源没有这项写入权限', en: 'This source has no right to write that' },
  impossible_step: { zh: '从当前状态走不到那里', en: 'Not reachable from the present state' },
  order_unknown: { zh: '还没有这个订单', en: 'The order is not known yet' },
  parcel_unknown: { zh: '还没有这个运单', en: 'The parcel is not known yet' },
  status_unmapped: { zh: '这个状态词还没有映射', en: 'This status word is not mapped yet' },
  cancelled_after_shipping: { zh: '发货后被取消，需要拦截', en: 'Cancelled after shipping; needs interception' },
  shipped_after_cancel: { zh: '取消后仍发出', en: 'Shipped although cancelled' },
  same_message: { zh: '同一条消息再次到达', en: 'The same message again' },
}

const CHANGES: Readonly<Record<string, Label>> = {
  created: { zh: '建单', en: 'created' },
  state: { zh: '订单状态', en: 'order status' },
  status_word: { zh: '渠道状态词', en: 'channel word' },
  signed: { zh: '签收', en: 'receipt' },
  holds: { zh: '挂起', en: 'holds' },
  amount: { zh: '金额', en: 'amount' },
  lines: { zh: '商品行', en: 'lines' },
  memo: { zh: '备注', en: 'memo' },
  deadline: { zh: '发货时限', en: 'ship-by' },
  receiver: { zh: '收件人', en: 'receiver' },
  parcels: { zh: '包裹', en: 'parcels' },
  after_sales: { zh: '售后', en: 'after-sales' },
  trace: { zh: '物流轨迹', en: 'trace' },
}

const DEADLINES: Readonly<Record<string, Label>> = {
  ship_by: { zh: '发货时限', en: 'Ship by' },
  dispatch: { zh: '发货时限', en: 'Ship by' },
  first_trace: { zh: '揽收时限', en: 'First trace' },
  respond_by: { zh: '售后处理时限', en: 'Respond to after-sale' },
}

/** A code that is not yet in these lists is shown as it is, never dropped. */
export function reasonLabel(code: string): Label {
  return REASONS[code] ?? { zh: code, en: code }
}

export function changeLabel(code: string): Label {
  return CHANGES[code] ?? { zh: code, en: code }
}

export function deadlineLabel(code: string): Label {
  return DEADLINES[code] ?? { zh: code, en: code }
}

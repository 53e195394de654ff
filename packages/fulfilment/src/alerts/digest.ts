import { ALERTS, type AlertView, alertText, MESSAGE_WORDS } from '@baton/contract'
import type { MessagePayload } from '../deliveries/index.ts'
import type { MessageDeliveryKind } from './delivery-kinds.ts'

/** Bytes of UTF-8 for the lines of one message, title and link aside. Published: WeCom text 2,048, DingTalk cards 2,048. */
export const ROOM = {
  'wecom.message': 1700,
  'wecom.robot': 1700,
  'dingtalk.notice': 1700,
  'dingtalk.robot': 1700,
  'dingtalk.ding': 900,
  email: 60_000,
  'push.message': 1200,
} as const satisfies Record<MessageDeliveryKind, number>

const LONGEST_LINE = 400
/** Between two lines: DingTalk's markdown takes an empty one. */
const BREAK = 2

export type ToldAlert = Pick<AlertView, 'id' | 'kind' | 'params' | 'count'>

/**
 * As many alerts as one message holds, in their order and at least one. Each line begins with its alert's number, so
 * that no two messages say the same; what is left over goes into the next.
 */
export function gatherDigest(
  alerts: readonly ToldAlert[],
  how: { room: number; locale: 'zh' | 'en'; publicUrl: string },
): Pick<MessagePayload, 'title' | 'lines' | 'url' | 'button'> & { readonly taken: number } {
  const { locale, publicUrl } = how
  const lines: string[] = []
  let left = how.room
  for (const alert of alerts) {
    const line = cut(`#${alert.id} ${alertText(alert)[locale]}`)
    left -= Buffer.byteLength(line) + BREAK
    if (left < 0 && lines.length > 0) break
    lines.push(line)
  }
  const [first] = alerts
  const alone = lines.length === 1 && first !== undefined
  return {
    title: alone ? ALERTS[first.kind].title[locale] : MESSAGE_WORDS.digest(lines.length)[locale],
    lines,
    url: new URL(alone ? ALERTS[first.kind].href : '/admin/alerts/', publicUrl).href,
    button: MESSAGE_WORDS.look[locale],
    taken: lines.length,
  }
}

function cut(line: string): string {
  const flat = line.replace(/\s+/g, ' ')
  if (Buffer.byteLength(flat) <= LONGEST_LINE) return flat
  return `${Buffer.from(flat)
    .subarray(0, LONGEST_LINE)
    .toString()
    .replace(/\uFFFD+$/, '')}…`
}

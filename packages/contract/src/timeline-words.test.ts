import { describe, expect, it } from 'vitest'
import {
  ACTOR_KIND_LABELS,
  CHANGE_LABELS,
  DELAY_REASON_LABELS,
  HOLD_REASON_LABELS,
  INTERCEPTION_CAUSE_LABELS,
  INTERCEPTION_RESOLUTION_LABELS,
  type Label,
  ORDER_STATE_LABELS,
  OWN_TOPIC_LABELS,
  ownTopicLabel,
  REASON_LABELS,
  SHOWN_STATUS_LABELS,
  syncTopic,
  TRACKING_LINK_ACT_LABELS,
  TRACKING_LINK_KIND_LABELS,
  VERDICT_LABELS,
} from './index.ts'

const VOCABULARIES: Record<string, Readonly<Record<string, Label>>> = {
  ACTOR_KIND_LABELS,
  CHANGE_LABELS,
  DELAY_REASON_LABELS,
  HOLD_REASON_LABELS,
  INTERCEPTION_CAUSE_LABELS,
  INTERCEPTION_RESOLUTION_LABELS,
  ORDER_STATE_LABELS,
  OWN_TOPIC_LABELS,
  REASON_LABELS,
  SHOWN_STATUS_LABELS,
  TRACKING_LINK_ACT_LABELS,
  TRACKING_LINK_KIND_LABELS,
  VERDICT_LABELS,
}
/** The same in both languages. */
const NAMES = ['ERP']

describe('what an order’s timeline says', () => {
  it.each(Object.entries(VOCABULARIES))('%s has words in both languages for every code', (_, labels) => {
    expect(Object.keys(labels).length).toBeGreaterThan(1)
    for (const [code, { zh, en }] of Object.entries(labels)) {
      expect([code, zh]).toEqual([code, expect.stringMatching(NAMES.includes(zh) ? /./ : /\p{Script=Han}/u)])
      expect([code, en]).toEqual([code, expect.stringMatching(/^[^\p{Script=Han}_]+$/u)])
    }
  })

  it('names a message of a channel as the channel does, and a write of ours in the reader’s language', () => {
    expect(ownTopicLabel('orders/updated')).toBeNull()
    expect(ownTopicLabel('toString')).toBeNull()
    expect(ownTopicLabel('move_back')).toEqual({ zh: '退回', en: 'taken back' })
    expect(ownTopicLabel('scan.load')).toEqual({ zh: '装车', en: 'Loaded' })
    expect(ownTopicLabel(syncTopic('李娜'))).toEqual({ zh: '李娜立即同步', en: 'synced by 李娜' })
  })
})

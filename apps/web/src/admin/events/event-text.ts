import { type EventRow, type Label, REASON_LABELS, type Reason } from '@baton/contract'

/** The topic as it came, with its published name where it is only a number. */
export function topicText({ topic, topicName }: Pick<EventRow, 'topic' | 'topicName'>): string {
  return topicName === null ? topic : `${topic} ${topicName}`
}

/** Why it stands as it does: a reason in the reader's language, or what reading it said. */
export function errorLabel(error: string): Label {
  return Object.hasOwn(REASON_LABELS, error) ? REASON_LABELS[error as Reason] : { zh: error, en: error }
}

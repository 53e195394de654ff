import { type EventRow, type Label, ownTopicLabel, REASON_LABELS, type Reason } from '@baton/contract'

/** The topic as it came, with its published name where it is only a number; ours in the reader's language. */
export function topicLabel({ topic, topicName }: Pick<EventRow, 'topic' | 'topicName'>): Label {
  const told = topicName === null ? topic : `${topic} ${topicName}`
  return ownTopicLabel(topic) ?? { zh: told, en: told }
}

/** Why it stands as it does: a reason in the reader's language, or what reading it said. */
export function errorLabel(error: string): Label {
  if (Object.hasOwn(REASON_LABELS, error)) return REASON_LABELS[error as Reason]
  const [, why, what] = /^(shop_off|shop_unknown|parcel_unknown): (.*)$/.exec(error) ?? []
  if (why === 'shop_off')
    return { zh: `店铺 ${what} 已停用，启用后自动处理`, en: `Shop ${what} is switched off; applied once it is on` }
  if (why === 'shop_unknown')
    return { zh: `没有店铺 ${what}，添加后自动处理`, en: `There is no shop ${what}; applied once it is added` }
  if (why === 'parcel_unknown')
    return {
      zh: `还没有运单 ${what} 的订单，出现后自动处理`,
      en: `No order bears waybill ${what} yet; applied once one does`,
    }
  return { zh: error, en: error }
}

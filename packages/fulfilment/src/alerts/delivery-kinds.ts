import type { DeliveryKind, MessageChannelKind } from '@baton/contract'

/** The outgoing calls that carry a message. */
export type MessageDeliveryKind = Exclude<
  DeliveryKind,
  'channel.ship' | 'channel.cancel' | 'channel.report' | 'webhook.event' | 'dingtalk.result'
>

/** How a channel's messages go out; what DingTalk has beside that for the loud ones is `dingtalk.ding`. */
export const DELIVERY_KIND_OF = {
  wecom: 'wecom.message',
  wecom_robot: 'wecom.robot',
  dingtalk: 'dingtalk.notice',
  dingtalk_robot: 'dingtalk.robot',
  email: 'email',
  push: 'push.message',
} as const satisfies Record<MessageChannelKind, MessageDeliveryKind>

/** Whether a channel speaks to a group: nobody's address is needed. */
export function isGroup(kind: MessageChannelKind): kind is 'wecom_robot' | 'dingtalk_robot' {
  return kind === 'wecom_robot' || kind === 'dingtalk_robot'
}

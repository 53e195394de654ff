import type { ErpEventType } from '@baton/contract'

/** What deliveries of the kinds `channel.ship` and `channel.report` carry; the facts themselves are read when it is sent. */
export interface ShipPayload {
  readonly orderId: string
  readonly appId: string
  readonly shopId: string
  readonly shipmentIds: readonly string[]
  readonly isFirst: boolean
}

export interface CancelPayload {
  readonly orderId: string
  readonly appId: string
  readonly shopId: string
}

/** What a delivery of kind `webhook.event` carries; the order is read when it is sent. */
export interface EventPayload {
  readonly subscriptionId: string
  readonly type: ErpEventType | 'test'
  readonly orderId: string | null
  readonly seq: number | null
  readonly occurredAt: string
}

/** What a message to a person or a group carries; where it goes is read when it is sent. */
export interface MessagePayload {
  readonly channelId: string
  /** Null for a group, and for a test. */
  readonly staffId: string | null
  /** A test's recipient, as the channel names people. */
  readonly target: string | null
  readonly title: string
  readonly lines: readonly string[]
  /** Where it is looked into. */
  readonly url: string
  /** What the link is called. */
  readonly button: string
  /** The alerts it tells of; none in a test. */
  readonly alertIds?: readonly string[]
  /** One of them is worth waking somebody for. */
  readonly isLoud?: boolean
}

/** What became of a message is asked for later. */
export interface ResultPayload {
  readonly channelId: string
  /** The outgoing call that brought the message. */
  readonly deliveryId: number
  readonly taskId: string
}

/** What each kind of outgoing call carries, as stored. */
export interface Payloads {
  'channel.ship': ShipPayload
  'channel.cancel': CancelPayload
  'channel.report': ShipPayload
  'webhook.event': EventPayload
  'wecom.message': MessagePayload
  'wecom.robot': MessagePayload
  'dingtalk.notice': MessagePayload
  'dingtalk.result': ResultPayload
  'dingtalk.ding': MessagePayload
  'dingtalk.robot': MessagePayload
  email: MessagePayload
  'push.message': MessagePayload
}

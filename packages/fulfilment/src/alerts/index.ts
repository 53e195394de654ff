export { forgetAlerts } from './forget-alerts.ts'
export * from './handle-alerts.ts'
export {
  enableMessageChannel,
  listMessageChannelSpecs,
  listMessageChannels,
  saveAudience,
  saveMessageChannel,
} from './message-channels.ts'
export { MESSAGE_SENDERS } from './message-senders.ts'
export { moveAlertWaits } from './move-waits.ts'
export { ensurePushChannel, readPushKey } from './push-keys.ts'
export * from './push-subscriptions.ts'
export * from './raise-alert.ts'
export * from './receipts.ts'
export * from './tell-alerts.ts'
export * from './test-channel.ts'

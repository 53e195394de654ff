export * from './authenticate.ts'
export { issueErpKey, revokeErpKey, saveErp } from './credentials.ts'
export * from './database-login.ts'
export { forgetErpRequests } from './forget-requests.ts'
export * from './import-file.ts'
export * from './list-calls.ts'
export * from './list-erps.ts'
export * from './pause.ts'
export * from './read-changes.ts'
export * from './read-conformance-writes.ts'
export * from './read-status-csv.ts'
export * from './refusal-bursts.ts'
export { runConformance } from './run-conformance.ts'
export { webhookSender } from './send-event.ts'
export {
  followSubscriptions,
  listSubscriptions,
  subscribe,
  testSubscription,
  unsubscribe,
} from './subscriptions.ts'
export * from './take-file.ts'
export * from './take-inbox.ts'
export { takeProducts } from './take-products.ts'
export { takeStock } from './take-stock.ts'
export { type TakenWrites, takeWrites } from './take-writes.ts'

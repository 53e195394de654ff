export * from './handle-alerts.ts'
export * from './raise-alert.ts'

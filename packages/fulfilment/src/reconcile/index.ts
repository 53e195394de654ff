export { compareOrders } from './compare-orders.ts'
export { exportDifferences } from './export-differences.ts'
export { type ExportFile, exportOrders } from './export-orders.ts'
export { continueReplay, readLastReplay, replayOrders } from './replay-orders.ts'

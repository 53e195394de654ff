export { compareOrders, exportDifferences } from './compare-orders.ts'
export { type ExportFile, exportOrders } from './export-orders.ts'
export { continueReplay, readLastReplay, replayOrders } from './replay-orders.ts'

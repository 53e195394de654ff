export type { ApiContext, LiveSource } from './context.ts'
export { type OutwardFailure, outwardFailure, toTrpcError } from './failure.ts'
export type { TimelinePage } from './orders.ts'
export { type AppRouter, appRouter, createCaller } from './router.ts'

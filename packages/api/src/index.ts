export type { ApiContext } from './context.ts'
export { toTrpcError } from './failure.ts'
export { type AppRouter, appRouter } from './router.ts'

export * from './calls.ts'
export * from './gateway.ts'
export * from './sign.ts'

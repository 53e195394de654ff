export { ADDRESS_HEADER, type Auth } from './auth.ts'
export * from './people.ts'

export { ADDRESS_HEADER, type Auth } from './auth.ts'
export * from './find-person.ts'
export * from './people.ts'

export { watchLateness } from './watch-lateness.ts'

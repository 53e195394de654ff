export { watchLateness } from './watch-lateness.ts'
export { watchPickUps } from './watch-pick-ups.ts'

export { readTracked } from './read-tracked.ts'

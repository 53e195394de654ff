/** What the outbox seldom needs, in one piece that is loaded when it does. */
export { adoptCount } from './adopt-count.ts'
export { dropAccepted, makeRoom, pruneScans } from './make-room.ts'
export { restoreScans } from './restore.ts'

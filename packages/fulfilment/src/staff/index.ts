export * from './account.ts'
export { ADDRESS_HEADER, type Auth } from './auth.ts'
export * from './authenticate-gun.ts'
export { issueBadge, listBadgeHolders, revokeBadge, signInByBadge, signOutOperator } from './badges.ts'
export { noteHeartbeat, revokeDevice } from './devices.ts'
export {
  createAgent,
  createEnrolment,
  createGun,
  enrolDevice,
  enrolOwnBrowser,
  type NewDevice,
} from './enrol-device.ts'
export * from './find-device.ts'
export * from './find-person.ts'
export { forgetVisits } from './forget-visits.ts'
export * from './grant-device.ts'
export { moveStaffWaits } from './move-waits.ts'
export * from './people.ts'
export { listAccessChanges } from './record-access.ts'
export { unlockBadge } from './spend-pin.ts'
export { NAME_WINDOW_MINUTES } from './spend-sign-in.ts'
export * from './stations.ts'

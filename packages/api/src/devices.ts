import {
  BadgeSignInInput,
  DeviceGrantsInput,
  DeviceIdInput,
  type DeviceView,
  EnrolInput,
  EnrolmentCreateInput,
  type EnrolmentView,
  EnrolSelfInput,
  GunCreateInput,
  type GunView,
  type HeartbeatAnswer,
  HeartbeatInput,
  type OperatorView,
  type ThisDevice,
} from '@baton/contract'
import { listDevices, releaseQuarantine, takeHeartbeat } from '@baton/fulfilment/scans'
import {
  createEnrolment,
  createGun,
  enrolDevice,
  enrolOwnBrowser,
  grantDevice,
  type NewDevice,
  readThisDevice,
  revokeDevice,
  signInByBadge,
  signOutOperator,
} from '@baton/fulfilment/staff'
import type { ApiContext } from './context.ts'
import { allow, anyone, Nothing, onAnyDevice, onDevice, router } from './procedure.ts'

export const devices = router({
  this: anyone
    .input(Nothing)
    .query(({ ctx }): Promise<ThisDevice> | null => (ctx.device ? readThisDevice(ctx.baton, ctx.device) : null)),
  enrol: anyone
    .input(EnrolInput)
    .mutation(async ({ ctx, input }): Promise<{ id: string }> => keep(ctx, await enrolDevice(ctx.baton, input))),
  enrolSelf: allow('scans.write')
    .input(EnrolSelfInput)
    .mutation(async ({ ctx, input }): Promise<{ id: string }> => keep(ctx, await enrolOwnBrowser(ctx.baton, input))),
  heartbeat: onAnyDevice
    .input(HeartbeatInput)
    .mutation(({ ctx, input }): Promise<HeartbeatAnswer> => takeHeartbeat(ctx.baton, ctx.device, input)),
  signInOperator: onDevice
    .input(BadgeSignInInput)
    .mutation(({ ctx, input }): Promise<OperatorView> => signInByBadge(ctx.baton, ctx.device, input)),
  signOutOperator: onDevice.input(Nothing).mutation(({ ctx }): Promise<void> => signOutOperator(ctx.baton, ctx.device)),
  list: allow('devices.manage')
    .input(Nothing)
    .query(({ ctx }): Promise<readonly DeviceView[]> => listDevices(ctx.baton)),
  createEnrolment: allow('devices.manage')
    .input(EnrolmentCreateInput)
    .mutation(({ ctx, input }): Promise<EnrolmentView> => createEnrolment(ctx.baton, input)),
  createGun: allow('devices.manage')
    .input(GunCreateInput)
    .mutation(({ ctx, input }): Promise<GunView> => createGun(ctx.baton, input)),
  setGrants: allow('devices.manage')
    .input(DeviceGrantsInput)
    .mutation(({ ctx, input }): Promise<void> => grantDevice(ctx.baton, input)),
  revoke: allow('devices.manage')
    .input(DeviceIdInput)
    .mutation(({ ctx, input }): Promise<void> => revokeDevice(ctx.baton, input)),
  releaseQuarantine: allow('devices.manage')
    .input(DeviceIdInput)
    .mutation(({ ctx, input }): Promise<{ released: number }> => releaseQuarantine(ctx.baton, input)),
})

/** The key goes into a cookie that no script reads; only the id is answered. */
function keep(ctx: ApiContext, { id, key }: NewDevice): { id: string } {
  ctx.keepDeviceKey(key)
  return { id }
}

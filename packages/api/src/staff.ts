import {
  type AccessChangePage,
  AccessChangesInput,
  StaffContactsInput,
  StaffCreateInput,
  StaffEnableInput,
  StaffPasswordInput,
  StaffRoleInput,
  type StaffView,
} from '@baton/contract'
import {
  createStaff,
  enableStaff,
  listAccessChanges,
  listStaff,
  resetStaffPassword,
  setStaffContacts,
  setStaffRole,
} from '@baton/fulfilment/staff'
import { allow, Nothing, router } from './procedure.ts'

export const staff = router({
  list: allow('staff.manage')
    .input(Nothing)
    .query(({ ctx }): Promise<readonly StaffView[]> => listStaff(ctx.baton)),
  create: allow('staff.manage')
    .input(StaffCreateInput)
    .mutation(({ ctx, input }): Promise<{ id: string }> => createStaff(ctx.baton, input)),
  setRole: allow('staff.manage')
    .input(StaffRoleInput)
    .mutation(({ ctx, input }): Promise<void> => setStaffRole(ctx.baton, input)),
  enable: allow('staff.manage')
    .input(StaffEnableInput)
    .mutation(({ ctx, input }): Promise<void> => enableStaff(ctx.baton, input)),
  setContacts: allow('staff.manage')
    .input(StaffContactsInput)
    .mutation(({ ctx, input }): Promise<void> => setStaffContacts(ctx.baton, input)),
  resetPassword: allow('staff.manage')
    .input(StaffPasswordInput)
    .mutation(({ ctx, input }): Promise<void> => resetStaffPassword(ctx.baton, input)),
  accessChanges: allow('staff.manage')
    .input(AccessChangesInput)
    .query(({ ctx, input }): Promise<AccessChangePage> => listAccessChanges(ctx.baton, input)),
})

import { BadgeIssueInput, type BadgeView } from '@baton/contract'
import { issueBadge, revokeBadge } from '@baton/fulfilment/staff'
import { allow, router } from './procedure.ts'

export const badges = router({
  issue: allow('devices.manage')
    .input(BadgeIssueInput)
    .mutation(({ ctx, input }): Promise<BadgeView> => issueBadge(ctx.baton, input)),
  revoke: allow('devices.manage')
    .input(BadgeIssueInput.pick({ staffId: true }))
    .mutation(({ ctx, input }): Promise<void> => revokeBadge(ctx.baton, input)),
})

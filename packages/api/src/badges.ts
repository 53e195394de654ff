import { type BadgeHolder, BadgeIssueInput, type BadgeView } from '@baton/contract'
import { issueBadge, listBadgeHolders, revokeBadge, unlockBadge } from '@baton/fulfilment/staff'
import { allow, Nothing, router } from './procedure.ts'

export const badges = router({
  holders: allow('devices.manage')
    .input(Nothing)
    .query(({ ctx }): Promise<readonly BadgeHolder[]> => listBadgeHolders(ctx.baton)),
  issue: allow('devices.manage')
    .input(BadgeIssueInput)
    .mutation(({ ctx, input }): Promise<BadgeView> => issueBadge(ctx.baton, input)),
  revoke: allow('devices.manage')
    .input(BadgeIssueInput.pick({ staffId: true }))
    .mutation(({ ctx, input }): Promise<void> => revokeBadge(ctx.baton, input)),
  unlock: allow('devices.manage')
    .input(BadgeIssueInput.pick({ staffId: true }))
    .mutation(({ ctx, input }): Promise<void> => unlockBadge(ctx.baton, input)),
})

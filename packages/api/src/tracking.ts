import { TrackingLinkIdInput, TrackingLinkMakeInput, TrackingLinksInput, type TrackingLinksView } from '@baton/contract'
import { listLinks, makeLink, renewLink, takeBackLink } from '@baton/fulfilment/tracking'
import { allow, router } from './procedure.ts'

export const tracking = router({
  links: allow('links.manage')
    .input(TrackingLinksInput)
    .query(({ ctx, input }): Promise<TrackingLinksView> => listLinks(ctx.baton, input)),
  make: allow('links.manage')
    .input(TrackingLinkMakeInput)
    .mutation(({ ctx, input }): Promise<void> => makeLink(ctx.baton, input)),
  renew: allow('links.manage')
    .input(TrackingLinkIdInput)
    .mutation(({ ctx, input }): Promise<void> => renewLink(ctx.baton, input)),
  takeBack: allow('links.manage')
    .input(TrackingLinkIdInput)
    .mutation(({ ctx, input }): Promise<void> => takeBackLink(ctx.baton, input)),
})

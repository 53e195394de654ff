import { ReviewAssignInput, type ReviewPage, ReviewResolveInput, ReviewsListInput } from '@baton/contract'
import { assignReview, listReviews, resolveReview } from '@baton/fulfilment/channels'
import { allow, router } from './procedure.ts'

export const reviews = router({
  list: allow('reviews.read')
    .input(ReviewsListInput)
    .query(({ ctx, input }): Promise<ReviewPage> => listReviews(ctx.baton, input)),
  assign: allow('reviews.handle')
    .input(ReviewAssignInput)
    .mutation(({ ctx, input }) => assignReview(ctx.baton, input)),
  resolve: allow('reviews.handle')
    .input(ReviewResolveInput)
    .mutation(({ ctx, input }) => resolveReview(ctx.baton, input)),
})

import {
  type EventDetail,
  EventIdInput,
  type EventPage,
  type EventRow,
  EventsListInput,
  ReapplyManyInput,
} from '@baton/contract'
import { listEvents, readEvent, reapplyEvent, reapplyEvents } from '@baton/fulfilment/channels'
import { allow, router } from './procedure.ts'

export const events = router({
  list: allow('events.read')
    .input(EventsListInput)
    .query(({ ctx, input }): Promise<EventPage> => listEvents(ctx.baton, input)),
  get: allow('events.read')
    .input(EventIdInput)
    .query(({ ctx, input }): Promise<EventDetail> => readEvent(ctx.baton, input)),
  reapply: allow('events.reapply')
    .input(EventIdInput)
    .mutation(({ ctx, input }): Promise<EventRow> => reapplyEvent(ctx.baton, input)),
  reapplyMany: allow('events.reapply')
    .input(ReapplyManyInput)
    .mutation(({ ctx, input }): Promise<{ count: number }> => reapplyEvents(ctx.baton, input)),
})

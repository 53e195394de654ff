import {
  ALERT_KINDS_OF,
  AlertIdInput,
  type AlertPage,
  AlertsListInput,
  AlertsSeenInput,
  type MeView,
  type ReceiptView,
} from '@baton/contract'
import {
  acknowledgeAlert,
  countAlerts,
  dismissAlert,
  listAlerts,
  listReceipts,
  markSeen,
} from '@baton/fulfilment/alerts'
import { allow, Nothing, router } from './procedure.ts'

const seenBy = ({ person }: { person: MeView }) => ({ kinds: ALERT_KINDS_OF[person.role] })

export const alerts = router({
  list: allow('alerts.read')
    .input(AlertsListInput)
    .query(({ ctx, input }): Promise<AlertPage> => listAlerts(ctx.baton, { ...input, ...seenBy(ctx) })),
  count: allow('alerts.read')
    .input(Nothing)
    .query(({ ctx }): Promise<{ waiting: number }> => countAlerts(ctx.baton, seenBy(ctx))),
  receipts: allow('alerts.read')
    .input(AlertIdInput)
    .query(({ ctx, input }): Promise<readonly ReceiptView[]> => listReceipts(ctx.baton, input)),
  seen: allow('alerts.read')
    .input(AlertsSeenInput)
    .mutation(({ ctx, input }): Promise<void> => markSeen(ctx.baton, input)),
  acknowledge: allow('alerts.handle')
    .input(AlertIdInput)
    .mutation(({ ctx, input }) => acknowledgeAlert(ctx.baton, { ...input, ...seenBy(ctx) })),
  dismiss: allow('alerts.handle')
    .input(AlertIdInput)
    .mutation(({ ctx, input }) => dismissAlert(ctx.baton, { ...input, ...seenBy(ctx) })),
})

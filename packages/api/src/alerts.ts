import { AlertIdInput, type AlertPage, AlertsListInput } from '@baton/contract'
import { acknowledgeAlert, countAlerts, dismissAlert, listAlerts } from '@baton/fulfilment/alerts'
import { allow, Nothing, router } from './procedure.ts'

export const alerts = router({
  list: allow('alerts.read')
    .input(AlertsListInput)
    .query(({ ctx, input }): Promise<AlertPage> => listAlerts(ctx.baton, input)),
  count: allow('alerts.read')
    .input(Nothing)
    .query(({ ctx }): Promise<{ waiting: number }> => countAlerts(ctx.baton)),
  acknowledge: allow('alerts.handle')
    .input(AlertIdInput)
    .mutation(({ ctx, input }) => acknowledgeAlert(ctx.baton, input)),
  dismiss: allow('alerts.handle')
    .input(AlertIdInput)
    .mutation(({ ctx, input }) => dismissAlert(ctx.baton, input)),
})

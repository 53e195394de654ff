import {
  AlertsSeenInput,
  type MeView,
  PushEndpointInput,
  type PushKeyView,
  PushSubscribeInput,
  PushTestInput,
} from '@baton/contract'
import { markDelivered, readPushKey, subscribePush, testPush, unsubscribePush } from '@baton/fulfilment/alerts'
import type { ApiContext } from './context.ts'
import { Nothing, router, signedIn } from './procedure.ts'

export const push = router({
  key: signedIn.input(Nothing).query(({ ctx }): Promise<PushKeyView> => readPushKey(ctx.baton)),
  subscribe: signedIn
    .input(PushSubscribeInput)
    .mutation(
      ({ ctx, input }): Promise<void> =>
        subscribePush(ctx.baton, { ...input, deviceId: heldDevice(ctx), sessionId: ctx.session?.id ?? null }),
    ),
  unsubscribe: signedIn
    .input(PushEndpointInput)
    .mutation(({ ctx, input }): Promise<void> => unsubscribePush(ctx.baton, input)),
  test: signedIn
    .input(PushTestInput)
    .mutation(
      ({ ctx, input }): Promise<{ deliveryId: string }> => testPush(ctx.baton, { locale: input?.locale ?? 'zh' }),
    ),
  delivered: signedIn
    .input(AlertsSeenInput)
    .mutation(({ ctx, input }): Promise<void> => markDelivered(ctx.baton, input)),
})

/** The device whose holder calls; null where the person signed in by themselves. */
function heldDevice({ device, person }: { device: ApiContext['device']; person: MeView }): string | null {
  return device?.operatorId === person.id ? device.id : null
}

import { DELIVERY_KIND_LABELS, type DeliveryKind } from '@baton/contract'
import { useMay } from '#data/session.ts'
import { useLabel } from '#words/locale.tsx'
import { useSubscriptions } from '../erp/use-erp.ts'
import { useAppChoices } from '../events/use-events.ts'
import { useMessageChannels } from '../messages/use-messages.ts'

/** How a route is called: the app or address it leads to, and what goes there. */
export function useRouteNames(): (route: string) => string {
  const label = useLabel()
  const apps = useAppChoices()
  const subscriptions = useSubscriptions()
  const messengers = useMessageChannels(useMay('alerts.manage'))
  return (route) => {
    const [kind = '', id = ''] = route.split(':')
    const name =
      apps.find((app) => app.id === id)?.name ??
      subscriptions.data?.find((one) => one.id === id)?.url ??
      messengers.data?.find((one) => one.id === id)?.name
    return [name, label(DELIVERY_KIND_LABELS[kind as DeliveryKind])].filter(Boolean).join(' · ')
  }
}

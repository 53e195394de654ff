import { DELIVERY_KIND_LABELS, type DeliveryKind } from '@baton/contract'
import { useLabel } from '#words/locale.tsx'
import { useSubscriptions } from '../erp/use-erp.ts'
import { useAppChoices } from '../events/use-events.ts'

/** How a route is called: the app or address it leads to, and what goes there. */
export function useRouteNames(): (route: string) => string {
  const label = useLabel()
  const apps = useAppChoices()
  const subscriptions = useSubscriptions()
  return (route) => {
    const [kind = '', id = ''] = route.split(':')
    const name = apps.find((app) => app.id === id)?.name ?? subscriptions.data?.find((one) => one.id === id)?.url ?? id
    return `${name} · ${label(DELIVERY_KIND_LABELS[kind as DeliveryKind])}`
  }
}

'use client'

import { BREAKER_STATE_LABELS, type BreakerState, type RouteView } from '@baton/contract'
import { useMay } from '#data/session.ts'
import { Badge, type Tone } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Section } from '#ui/card.tsx'
import { useSayFailure } from '#ui/say-failure.ts'
import { useToast } from '#ui/toast.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { DeliveryCode } from './delivery-code.tsx'
import { useReplay } from './use-deliveries.ts'
import { useRouteNames } from './use-route-names.ts'
import { deliveryWords } from './words.ts'

const TONE = { closed: 'green', open: 'red', half_open: 'amber' } as const satisfies Record<BreakerState, Tone>

/** Each route with its breaker, what waits and what was given up. */
export function Routes({ routes }: { routes: readonly RouteView[] }) {
  const t = useWords(deliveryWords)
  if (routes.length === 0) return null
  return (
    <Section
      id="routes"
      title={t.routes}
      aside={<span className="text-13 text-ink-3">{t.routesHint}</span>}
      className="mb-4"
    >
      <ul className="divide-y divide-line">
        {routes.map((route) => (
          <RouteLine key={route.route} route={route} />
        ))}
      </ul>
    </Section>
  )
}

function RouteLine({ route }: { route: RouteView }) {
  const t = useWords(deliveryWords)
  const label = useLabel()
  const say = useToast()
  const sayFailure = useSayFailure()
  const replay = useReplay()
  const nameOf = useRouteNames()
  const mayReplay = useMay('deliveries.replay') && route.dead > 0
  const again = () =>
    replay.mutate(
      { route: route.route },
      {
        onSuccess: ({ replayed }) => say('good', t.replayed(replayed)),
        onError: sayFailure,
      },
    )
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 text-13">
      <Badge tone={TONE[route.breaker]} dot>
        {label(BREAKER_STATE_LABELS[route.breaker])}
      </Badge>
      <span className="min-w-0 flex-1 font-medium max-sm:order-first max-sm:basis-full">{nameOf(route.route)}</span>
      {route.failures > 0 && (
        <span className="text-ink-2">
          {t.failures(route.failures)} · <DeliveryCode code={route.lastCode} />
        </span>
      )}
      <span className="text-ink-2">{t.waiting(route.pending)}</span>
      <span className="text-ink-2">{t.dead(route.dead)}</span>
      {mayReplay && (
        <Button size="small" busy={replay.isPending} onClick={again}>
          {t.replayAll(route.dead)}
        </Button>
      )}
    </li>
  )
}

'use client'

import {
  DELIVERY_KIND_LABELS,
  DELIVERY_KINDS,
  DELIVERY_STATE_LABELS,
  DELIVERY_STATES,
  type DeliveryKind,
  type DeliveryState,
  type RouteView,
} from '@baton/contract'
import { Input, NativeSelect } from '#ui/field.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import type { DeliveryFilter } from './filter-url.ts'
import { useRouteNames } from './use-route-names.ts'
import { deliveryWords } from './words.ts'

/** Which calls are shown: by state, kind, route and order. */
export function DeliveryFilters({
  filter,
  routes,
  onChange,
}: {
  filter: DeliveryFilter
  routes: readonly RouteView[]
  onChange: (filter: DeliveryFilter) => void
}) {
  const t = useWords(deliveryWords)
  const label = useLabel()
  const nameOf = useRouteNames()
  return (
    <div className="mb-4 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      <NativeSelect
        aria-label={t.states}
        className="sm:w-36"
        value={filter.state ?? ''}
        onChange={(event) => onChange({ ...filter, state: (event.target.value || null) as DeliveryState | null })}
      >
        <option value="">{t.all}</option>
        {DELIVERY_STATES.map((one) => (
          <option key={one} value={one}>
            {label(DELIVERY_STATE_LABELS[one])}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect
        aria-label={t.columns.kind}
        className="sm:w-44"
        value={filter.kind ?? ''}
        onChange={(event) => onChange({ ...filter, kind: (event.target.value || null) as DeliveryKind | null })}
      >
        <option value="">{t.allKinds}</option>
        {DELIVERY_KINDS.map((one) => (
          <option key={one} value={one}>
            {label(DELIVERY_KIND_LABELS[one])}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect
        aria-label={t.routes}
        className="max-sm:col-span-2 sm:w-56"
        value={filter.route}
        onChange={(event) => onChange({ ...filter, route: event.target.value })}
      >
        <option value="">{t.allRoutes}</option>
        {routes.map(({ route }) => (
          <option key={route} value={route}>
            {nameOf(route)}
          </option>
        ))}
      </NativeSelect>
      <Input
        type="search"
        aria-label={t.columns.order}
        placeholder={t.orderHint}
        className="font-mono max-sm:col-span-2 sm:w-52"
        maxLength={30}
        value={filter.order}
        onChange={(event) => onChange({ ...filter, order: event.target.value.trim() })}
      />
    </div>
  )
}

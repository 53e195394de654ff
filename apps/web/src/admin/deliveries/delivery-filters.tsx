'use client'

import {
  DELIVERY_KIND_LABELS,
  DELIVERY_KINDS,
  DELIVERY_STATE_LABELS,
  DELIVERY_STATES,
  type RouteView,
} from '@baton/contract'
import { AnySelect } from '#ui/any-select.tsx'
import { SearchField } from '#ui/search-field.tsx'
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
      <AnySelect
        label={t.states}
        any={t.all}
        className="sm:w-36"
        value={filter.state}
        options={DELIVERY_STATES.map((one) => ({ value: one, label: label(DELIVERY_STATE_LABELS[one]) }))}
        onChoose={(state) => onChange({ ...filter, state })}
      />
      <AnySelect
        label={t.columns.kind}
        any={t.allKinds}
        className="sm:w-44"
        value={filter.kind}
        options={DELIVERY_KINDS.map((one) => ({ value: one, label: label(DELIVERY_KIND_LABELS[one]) }))}
        onChoose={(kind) => onChange({ ...filter, kind })}
      />
      <AnySelect
        label={t.routes}
        any={t.allRoutes}
        className="max-sm:col-span-2 sm:w-56"
        value={filter.route}
        options={routes.map(({ route }) => ({ value: route, label: nameOf(route) }))}
        onChoose={(route) => onChange({ ...filter, route: route ?? '' })}
      />
      <SearchField
        label={t.orderSearch}
        className="max-sm:col-span-2 sm:w-60"
        value={filter.order}
        onChange={(order) => onChange({ ...filter, order })}
      />
    </div>
  )
}

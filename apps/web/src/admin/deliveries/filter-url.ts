import {
  DELIVERY_KINDS,
  DELIVERY_STATES,
  type DeliveriesListInput,
  type DeliveryKind,
  type DeliveryState,
} from '@baton/contract'

export interface DeliveryFilter {
  readonly state: DeliveryState | null
  readonly kind: DeliveryKind | null
  readonly route: string
  readonly order: string
}

/** Reads an address; what means nothing is left out. */
export function readDeliveryFilter(params: URLSearchParams): DeliveryFilter {
  return {
    state: DELIVERY_STATES.find((state) => state === params.get('state')) ?? null,
    kind: DELIVERY_KINDS.find((kind) => kind === params.get('kind')) ?? null,
    route: (params.get('route') ?? '').slice(0, 200),
    order: (params.get('order') ?? '').trim().slice(0, 30),
  }
}

export function writeDeliveryFilter(filter: DeliveryFilter): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) if (value) params.set(name, value)
  return params.toString()
}

export function toDeliveriesInput(filter: DeliveryFilter, limit: number): Omit<DeliveriesListInput, 'cursor'> {
  return {
    ...(filter.state && { state: [filter.state] }),
    ...(filter.kind && { kind: [filter.kind] }),
    ...(filter.route && { route: filter.route }),
    ...(filter.order && { orderId: filter.order }),
    limit,
  }
}

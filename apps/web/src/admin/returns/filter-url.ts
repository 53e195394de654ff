import { RETURN_STAGES, type ReturnStage } from '@baton/contract'

/** What the room shows: returns in one stage, or the parcels that nobody knows. */
export const RETURN_VIEWS = [...RETURN_STAGES, 'ownerless'] as const
export type ReturnView = ReturnStage | 'ownerless'

export interface ReturnFilter {
  readonly stage: ReturnView
  readonly warehouse: string | null
  readonly q: string
}

const FIRST: ReturnView = 'in_hand'

/** Reads an address; what means nothing is left out. */
export function readReturnFilter(params: URLSearchParams): ReturnFilter {
  const warehouse = params.get('warehouse')
  return {
    stage: RETURN_VIEWS.find((one) => one === params.get('stage')) ?? FIRST,
    warehouse: warehouse !== null && /^[0-9a-f-]{36}$/.test(warehouse) ? warehouse : null,
    q: (params.get('q') ?? '').trim().slice(0, 64),
  }
}

export function writeReturnFilter({ stage, warehouse, q }: ReturnFilter): string {
  const params = new URLSearchParams()
  if (stage !== FIRST) params.set('stage', stage)
  if (warehouse !== null) params.set('warehouse', warehouse)
  if (q !== '') params.set('q', q)
  return params.toString()
}

import { EVENT_STATES, type EventState, type EventsListInput, ReapplyManyInput } from '@baton/contract'

export interface EventFilter {
  readonly app: string | null
  readonly state: readonly EventState[]
  readonly order: string
}

export const NO_EVENT_FILTER: EventFilter = { app: null, state: [], order: '' }

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Reads an address; what means nothing is left out. */
export function readEventFilter(params: URLSearchParams): EventFilter {
  const app = params.get('app') ?? ''
  const words = (params.get('state') ?? '').split(',')
  return {
    app: UUID.test(app) ? app : null,
    state: EVENT_STATES.filter((state) => words.includes(state)),
    order: (params.get('order') ?? '').trim().slice(0, 64),
  }
}

export function writeEventFilter(filter: EventFilter): string {
  const params = new URLSearchParams()
  if (filter.app !== null) params.set('app', filter.app)
  if (filter.state.length > 0) params.set('state', filter.state.join(','))
  if (filter.order !== '') params.set('order', filter.order)
  return params.toString().replaceAll('%2C', ',')
}

export function toEventsInput(filter: EventFilter, limit: number): Omit<EventsListInput, 'cursor'> {
  return {
    ...(filter.app !== null && { appId: filter.app }),
    ...(filter.state.length > 0 && { state: [...filter.state] }),
    ...(filter.order !== '' && { orderNumber: filter.order }),
    limit,
  }
}

/** The one state of one app that could be applied again as a whole; null when the filter says anything wider. */
export function reapplicable(filter: EventFilter): ReapplyMany | null {
  const [state] = filter.state
  if (filter.app === null || filter.state.length !== 1 || filter.order !== '') return null
  const parsed = ReapplyManyInput.safeParse({ appId: filter.app, state })
  return parsed.success ? parsed.data : null
}

type ReapplyMany = ReturnType<typeof ReapplyManyInput.parse>

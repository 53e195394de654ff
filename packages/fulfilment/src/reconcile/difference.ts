import {
  type ActorKind,
  COMPARED_COLUMNS,
  type ComparedColumn,
  type DifferenceKind,
  type OrderDifference,
  type PlatformId,
  type ReconcileFilter,
} from '@baton/contract'

export interface KeptEvent {
  readonly orderId: string
  readonly seq: number
  readonly actorKind: ActorKind
  readonly actorName: string
  readonly cause: string
  readonly patch: Readonly<Record<string, unknown>>
  readonly recordedAt: Date
}

type Values = Readonly<Record<string, unknown>>

/**
 * Why one order is not the same at two moments: its events up to the later one, folded to both. Null where it is the same,
 * or is none of the wanted ones. The event that made the difference is the last one that wrote what differs.
 */
export function differenceOf(
  events: readonly KeptEvent[],
  window: { before: Date; filter: ReconcileFilter; shops: ReadonlyMap<string, string> },
): OrderDifference | null {
  const cut = events.findIndex((event) => event.recordedAt > window.before)
  const between = cut === -1 ? [] : events.slice(cut)
  const before = cut <= 0 ? null : fold(events.slice(0, cut))
  const after = fold(events)
  const last = between.at(-1)
  if (!last || !isWanted(after, window.filter)) return null
  const columns = COMPARED_COLUMNS.filter((column) => textOf(before?.[column]) !== textOf(after[column]))
  const kind = kindOf(before, after, columns)
  if (kind === null) return null
  const [first] = between
  const deciding = kind === 'created' && first ? first : (decidingEvent(between, kind, columns) ?? last)
  return {
    id: last.orderId,
    platform: after.platform as PlatformId,
    shopName: window.shops.get(String(after.shopId)) ?? '',
    nativeNumber: String(after.nativeNumber),
    kind,
    changed: columns.map((column) => ({
      column,
      before: before === null ? null : textOf(before[column]),
      after: textOf(after[column]),
    })),
    orderFen: Number(after.amountFen),
    amountFen: amountBetween(before, after),
    currency: String(after.currency),
    event: {
      seq: deciding.seq,
      actor: deciding.actorKind,
      actorName: deciding.actorName,
      cause: deciding.cause,
      recordedAt: deciding.recordedAt.toISOString(),
    },
  }
}

function amountBetween(before: Values | null, after: Values): number | null {
  if (before === null) return Number(after.amountFen)
  return before.currency === after.currency ? Number(after.amountFen) - Number(before.amountFen) : null
}

function fold(events: readonly KeptEvent[]): Values {
  return Object.assign({}, ...events.map((event) => event.patch)) as Values
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return Array.isArray(value) ? value.join('|') : String(value)
}

function isWanted(order: Values, { platform, shopId, from, to }: ReconcileFilter): boolean {
  const orderedAt = Date.parse(String(order.orderedAt))
  return (
    (!platform?.length || platform.some((one) => one === order.platform)) &&
    (!shopId?.length || shopId.some((one) => one === order.shopId)) &&
    (!from || orderedAt >= Date.parse(from)) &&
    (!to || orderedAt < Date.parse(to))
  )
}

/** The columns that make each kind what it is, in the order in which kinds are tried. */
const COLUMNS_OF_KIND = {
  created: [],
  refunded: ['refunded'],
  cancelled: ['state'],
  status: ['shown', 'state', 'signed'],
  amount: ['amountFen', 'currency', 'itemCount'],
  holds: ['holdReasons'],
  warehouse: ['warehouseId'],
  detail: ['nativeStatus', 'paidAt', 'shippedAt', 'refunded'],
} as const satisfies Record<DifferenceKind, readonly ComparedColumn[]>

function kindOf(before: Values | null, after: Values, columns: readonly ComparedColumn[]): DifferenceKind | null {
  if (before === null) return 'created'
  const differs = (kind: DifferenceKind) => COLUMNS_OF_KIND[kind].some((column) => columns.includes(column))
  if (differs('refunded') && after.refunded === true) return 'refunded'
  if (differs('cancelled') && after.state === 'cancelled') return 'cancelled'
  const rest = ['status', 'amount', 'holds', 'warehouse', 'detail'] as const
  return rest.find(differs) ?? null
}

function decidingEvent(
  events: readonly KeptEvent[],
  kind: DifferenceKind,
  columns: readonly ComparedColumn[],
): KeptEvent | undefined {
  const wanted = COLUMNS_OF_KIND[kind].filter((column) => columns.includes(column))
  return events.findLast((event) => wanted.some((column) => column in event.patch))
}

import {
  DUE,
  type Due,
  HOLD_REASONS,
  type HoldReason,
  NO_WAREHOUSE,
  type OrderFilter,
  PLATFORMS,
  SEARCH_LENGTH,
  SELLER_FLAGS,
  type SellerFlag,
  SHOWN_STATUSES,
  type ShownStatus,
} from '@baton/contract'
import { startOfMerchantDay } from '#time/merchant-days.ts'

/** The order filter as it stands in the address: lists by comma, days instead of instants. */
export interface FilterChoice {
  readonly platform: readonly string[]
  readonly shop: readonly string[]
  readonly shown: readonly string[]
  readonly hold: readonly string[]
  readonly flag: readonly string[]
  readonly warehouse: readonly string[]
  readonly due: readonly string[]
  readonly from: string | null
  readonly to: string | null
  readonly q: string
}

export type ListKey = 'platform' | 'shop' | 'shown' | 'hold' | 'flag' | 'warehouse' | 'due'

export const NO_FILTER: FilterChoice = {
  platform: [],
  shop: [],
  shown: [],
  hold: [],
  flag: [],
  warehouse: [],
  due: [],
  from: null,
  to: null,
  q: '',
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const LIST_RULES = {
  platform: { known: (word) => (PLATFORMS as readonly string[]).includes(word), max: PLATFORMS.length },
  shop: { known: (word) => UUID.test(word), max: 50 },
  shown: { known: (word) => (SHOWN_STATUSES as readonly string[]).includes(word), max: 15 },
  hold: { known: (word) => (HOLD_REASONS as readonly string[]).includes(word), max: 6 },
  flag: { known: (word) => (SELLER_FLAGS as readonly string[]).includes(word), max: SELLER_FLAGS.length },
  warehouse: { known: (word) => word === NO_WAREHOUSE || UUID.test(word), max: 50 },
  due: { known: (word) => (DUE as readonly string[]).includes(word), max: DUE.length },
} as const satisfies Record<ListKey, { known: (word: string) => boolean; max: number }>
const LIST_KEYS = Object.keys(LIST_RULES) as ListKey[]

/** Reads an address; words that mean nothing are left out, so that any link opens. */
export function readFilter(params: URLSearchParams): FilterChoice {
  const list = (key: ListKey) =>
    [...new Set((params.get(key) ?? '').split(',').filter(LIST_RULES[key].known))].slice(0, LIST_RULES[key].max)
  const day = (key: 'from' | 'to') => {
    const text = params.get(key) ?? ''
    return DAY.test(text) ? text : null
  }
  return {
    platform: list('platform'),
    shop: list('shop'),
    shown: list('shown'),
    hold: list('hold'),
    flag: list('flag'),
    warehouse: list('warehouse'),
    due: list('due'),
    from: day('from'),
    to: day('to'),
    q: (params.get('q') ?? '').trim().slice(0, SEARCH_LENGTH),
  }
}

/** The address's query for a choice; nothing chosen is the empty string. */
export function writeFilter(choice: FilterChoice): string {
  const params = new URLSearchParams()
  for (const key of LIST_KEYS) if (choice[key].length > 0) params.set(key, choice[key].join(','))
  if (choice.from !== null) params.set('from', choice.from)
  if (choice.to !== null) params.set('to', choice.to)
  if (choice.q !== '') params.set('q', choice.q)
  return params.toString().replaceAll('%2C', ',')
}

/** What the server is asked for: `to` includes its whole day. */
export function toOrderFilter(choice: FilterChoice): OrderFilter {
  return {
    ...(choice.platform.length > 0 && { platform: choice.platform as NonNullable<OrderFilter['platform']> }),
    ...(choice.shop.length > 0 && { shopId: [...choice.shop] }),
    ...(choice.shown.length > 0 && { shown: choice.shown as ShownStatus[] }),
    ...(choice.hold.length > 0 && { hold: choice.hold as HoldReason[] }),
    ...(choice.flag.length > 0 && { flag: choice.flag as SellerFlag[] }),
    ...(choice.warehouse.length > 0 && { warehouseId: [...choice.warehouse] }),
    ...(choice.due.length > 0 && { due: choice.due as Due[] }),
    ...(choice.from !== null && { from: startOfMerchantDay(choice.from) }),
    ...(choice.to !== null && { to: startOfMerchantDay(choice.to, 1) }),
    ...(choice.q !== '' && { q: choice.q }),
  }
}

export function toggled(list: readonly string[], word: string): readonly string[] {
  return list.includes(word) ? list.filter((other) => other !== word) : [...list, word]
}

/** How many kinds of filter are set; the search box is not one of them. */
export function filterCount(choice: FilterChoice): number {
  const lists = LIST_KEYS.filter((key) => choice[key].length > 0).length
  return lists + (choice.from !== null || choice.to !== null ? 1 : 0)
}

/** Views that people open many times a day; each is nothing but a filter. */
export const VIEWS = [
  { key: 'all', shown: [], hold: [], due: [] },
  { key: 'toShip', shown: ['to_ship', 'packing', 'part_shipped'], hold: [], due: [] },
  { key: 'due', shown: [], hold: [], due: [...DUE] },
  { key: 'onTheWay', shown: ['shipped', 'in_transit', 'out_for_delivery', 'pickup_point'], hold: [], due: [] },
  { key: 'exception', shown: ['exception'], hold: [], due: [] },
  { key: 'refunding', shown: ['refunding'], hold: [], due: [] },
  { key: 'held', shown: [], hold: [...HOLD_REASONS], due: [] },
] as const satisfies readonly {
  key: string
  shown: readonly ShownStatus[]
  hold: readonly HoldReason[]
  due: readonly Due[]
}[]

export type ViewKey = (typeof VIEWS)[number]['key']

export function viewOf(choice: FilterChoice): ViewKey | null {
  const same = (one: readonly string[], other: readonly string[]) =>
    one.length === other.length && one.every((word) => other.includes(word))
  const isOf = (view: (typeof VIEWS)[number]) =>
    same(choice.shown, view.shown) && same(choice.hold, view.hold) && same(choice.due, view.due)
  return VIEWS.find(isOf)?.key ?? null
}

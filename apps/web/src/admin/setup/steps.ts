import type { SetupView } from '@baton/contract'
import { UNASSIGNED_HREF } from '../orders/unassigned.ts'

/** In the order in which they are best done. */
export const STEP_GROUPS = {
  stock: ['warehouses', 'rules', 'products'],
  orders: ['channels', 'shops', 'address', 'heard'],
  floor: ['devices', 'badges', 'printers'],
  people: ['people'],
} as const

export type StepGroup = keyof typeof STEP_GROUPS
export type StepKey = (typeof STEP_GROUPS)[StepGroup][number]

/** `wrong`: it is there, and something of it keeps orders from their way. `spare`: it is not there, and nothing needs it. */
export type StepState = 'done' | 'open' | 'wrong' | 'spare'

export interface Step {
  readonly key: StepKey
  readonly state: StepState
  /** Where it is done. */
  readonly href: string
}

const ROOM_OF = {
  warehouses: '/admin/catalogue/warehouses/',
  rules: '/admin/catalogue/rules/',
  products: '/admin/catalogue/products/',
  channels: '/admin/channels/',
  shops: '/admin/catalogue/shops/',
  address: '/admin/channels/',
  heard: '/admin/events/',
  devices: '/admin/devices/',
  badges: '/admin/devices/',
  printers: '/admin/printers/',
  people: '/admin/messages/',
} as const satisfies Record<StepKey, string>

/** How far each step is. */
export function stepsOf(view: SetupView): Readonly<Record<StepKey, Step>> {
  const step = (key: StepKey, state: StepState, href: string = ROOM_OF[key]): Step => ({ key, state, href })
  const isThere = (count: number) => (count > 0 ? 'done' : 'open')
  const isLeftOver = view.rules > 0 && view.unassigned > 0
  return {
    warehouses: step('warehouses', isThere(view.warehouses)),
    rules: isLeftOver ? step('rules', 'wrong', UNASSIGNED_HREF) : step('rules', isThere(view.rules)),
    products: step('products', view.products ? 'done' : 'open'),
    channels: step('channels', isThere(view.channels)),
    shops: step('shops', view.shopsToAuthorise.length > 0 ? 'wrong' : isThere(view.shops)),
    address: step('address', view.isPublic ? 'done' : view.isPushedTo ? 'open' : 'spare'),
    heard: step('heard', view.hasHeard ? 'done' : 'open'),
    devices: step('devices', isThere(view.devices)),
    badges: step('badges', isThere(view.badges)),
    printers: step('printers', view.printers > 0 ? 'done' : 'spare'),
    people: step('people', isThere(view.waysToPeople)),
  }
}

/** How many of the steps that are needed are done. */
export function progressOf(steps: Readonly<Record<StepKey, Step>>): { done: number; of: number; next: StepKey | null } {
  const needed = Object.values(steps).filter(({ state }) => state !== 'spare')
  const next = Object.values(STEP_GROUPS)
    .flat()
    .find((key) => steps[key].state === 'open' || steps[key].state === 'wrong')
  return { done: needed.filter(({ state }) => state === 'done').length, of: needed.length, next: next ?? null }
}

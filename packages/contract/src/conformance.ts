import { z } from 'zod'
import type { OrderState } from './order-state.ts'

/** What an address that subscribed must do, in the order in which it is tried. */
const CONFORMANCE_CHECKS = ['takes_event', 'takes_repeat', 'takes_late', 'refuses_forged', 'refuses_old'] as const
export type ConformanceCheck = (typeof CONFORMANCE_CHECKS)[number]

/** `untried`: the address did not answer, or wants only one kind of event. */
export type ConformanceVerdict = 'passed' | 'failed' | 'untried'

export interface ConformanceRun {
  /** The number, and the id, of an order that is none: `BATON-TEST-…`. */
  readonly order: string
  readonly checks: readonly {
    readonly check: ConformanceCheck
    readonly verdict: ConformanceVerdict
    /** What it answered: an HTTP status, or why there was none. */
    readonly answer: string
  }[]
}

export const ConformanceWritesInput = z.strictObject({
  erpId: z.uuid(),
  order: z.string().regex(/^BATON-TEST-[A-Z0-9]{8}$/),
})
export type ConformanceWritesInput = z.infer<typeof ConformanceWritesInput>

/** What an ERP wrote of the order of a run. It was told last, though not latest, that the order has shipped. */
export interface ConformanceWrites {
  readonly writes: number
  /** Statuses before the shipment: it believed the order of arrival. */
  readonly back: readonly OrderState[]
  /** Reports that came under more than one idempotency key. */
  readonly twice: number
}

import type { Context, Queryable } from '../runtime/index.ts'

/** What goes wrong in the middle of a verb, at its `at`-th statement. */
export interface Break {
  /** `killed`: the process ends. `lost_race`: Postgres takes this one transaction back. `answer_lost`: all is done, and nobody hears of it. */
  readonly how: 'killed' | 'lost_race' | 'answer_lost'
  readonly at: number
}

class Broken extends Error {
  override readonly name = 'Broken'
  /** As Postgres says that a transaction could not be serialised, or nothing that Postgres says. */
  readonly code: string

  constructor(how: Break['how']) {
    super(how)
    this.code = how === 'lost_race' ? '40001' : 'broken'
  }
}

/** Whether it was this break that a verb ended with. */
export function isBroken(error: unknown): boolean {
  return error instanceof Broken
}

/** The same surroundings with a break in them. A process that was killed makes no further statement. */
export function breaking(ctx: Context, { how, at }: Break): Context {
  let made = 0
  const step = () => {
    made += 1
    if (how === 'killed' ? made >= at : how === 'lost_race' && made === at) throw new Broken(how)
  }
  return { ...ctx, sql: counted(ctx.sql, step) }
}

function isLostRace(error: unknown): boolean {
  return error instanceof Broken && error.code === '40001'
}

/** As a connection that is gone refuses a query: later, so that whoever asks for several at once hears of each. */
function refusal(error: unknown): Promise<never> {
  const refused = Promise.reject(error)
  refused.catch(() => {})
  return Object.assign(refused, { execute: () => refused })
}

type Work = (tx: Queryable) => unknown

/** Counts a piece of a query like a query: what matters is that it may end anywhere. */
function counted<S extends Queryable>(sql: S, step: () => void): S {
  return new Proxy(sql, {
    apply(target, self, given) {
      try {
        step()
      } catch (error) {
        if (isLostRace(error)) throw error
        return refusal(error)
      }
      return Reflect.apply(target as never, self, given)
    },
    get(target, key) {
      const value: unknown = Reflect.get(target, key)
      if (typeof value !== 'function') return value
      if (key === 'begin' || key === 'savepoint')
        return (...given: unknown[]) => {
          const work = given.pop() as Work
          return value.call(target, ...given, (tx: Queryable) => work(counted(tx, step)))
        }
      if (key !== 'unsafe') return value
      return (...given: unknown[]) => {
        step()
        return value.apply(target, given)
      }
    },
  })
}

import fc from 'fast-check'
import type { Break } from './breaks.ts'
import type { Model } from './model.ts'
import { rulesBroken } from './rules.ts'
import type { World } from './world.ts'

interface Deed<Told> {
  /** Where it cannot be done it is left out. */
  readonly can?: (model: Readonly<Model>, told: Told) => boolean
  readonly run: (model: Model, world: World, told: Told) => Promise<void>
}

class Command<Told extends object> implements fc.AsyncCommand<Model, World> {
  private readonly name: string
  private readonly told: Told
  private readonly deed: Deed<Told>

  constructor(name: string, told: Told, deed: Deed<Told>) {
    this.name = name
    this.told = told
    this.deed = deed
  }

  check(model: Readonly<Model>): boolean {
    return this.deed.can?.(model, this.told) ?? true
  }

  async run(model: Model, world: World): Promise<void> {
    await this.deed.run(model, world, this.told)
    const broken = await rulesBroken(model, world)
    if (broken.length > 0) throw new Error(broken.join('\n'))
  }

  toString(): string {
    return `${this.name}(${JSON.stringify(this.told)})`
  }
}

/** One thing that somebody does, with all that is drawn for it. */
export function command<Told extends object>(
  name: string,
  told: { [Key in keyof Told]: fc.Arbitrary<Told[Key]> },
  deed: Deed<Told>,
): fc.Arbitrary<fc.AsyncCommand<Model, World>> {
  return fc.record(told).map((drawn) => new Command(name, drawn as Told, deed))
}

/** Which order, waybill, device, message: counted round. */
export const which = fc.nat(2)

/** Mostly nothing goes wrong. */
export const mishap: fc.Arbitrary<Break | null> = fc.oneof(
  { weight: 5, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc.record({
      how: fc.constantFrom('killed', 'lost_race', 'answer_lost'),
      at: fc.integer({ min: 1, max: 40 }),
    }),
  },
)

/** For whoever cannot tell that the answer was lost, and would do the same once more. */
export const noticed: fc.Arbitrary<Break | null> = mishap.map((one) =>
  one?.how === 'answer_lost' ? { ...one, how: 'killed' } : one,
)

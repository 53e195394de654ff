import { CARRIERS, carrierNamed, PLATFORMS, type PlatformId } from '@baton/contract'
import { DRIVERS } from '@baton/platforms'
import type { Queryable } from '../runtime/database.ts'

/** What a merchant says that a channel calls a carrier. */
export interface GivenCarrier {
  readonly platform: string
  readonly carrier: string
  readonly code: string | null
  readonly name: string | null
}

/**
 * What channels call carriers, read into our own codes, so that a parcel is one however many systems report it (adr/0021).
 * First what the merchant gave, then the published codes, then names; any other word stays as it is.
 */
export class CarrierWords {
  private readonly words = new Map<string, string>()

  constructor(given: readonly GivenCarrier[] = []) {
    for (const platform of PLATFORMS)
      for (const carrier of CARRIERS) this.learn(platform, DRIVERS[platform].carriers[carrier], carrier)
    for (const { platform, carrier, code, name } of given) {
      this.learn(platform, name, carrier)
      this.learn(platform, code, carrier)
    }
  }

  private learn(platform: string, word: string | null | undefined, carrier: string): void {
    if (word) this.words.set(`${platform}\n${word}`, carrier)
  }

  ours(platform: PlatformId, word: string): string {
    return this.words.get(`${platform}\n${word}`) ?? carrierNamed(word) ?? word
  }
}

/** The words in force, with what the merchant gave. */
export async function readCarrierWords(db: Queryable): Promise<CarrierWords> {
  return new CarrierWords(
    await db<GivenCarrier[]>`
      SELECT DISTINCT ON (platform, carrier) platform, carrier, code, name FROM carrier_codes
      ORDER BY platform, carrier, version DESC`,
  )
}

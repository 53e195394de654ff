import {
  AfterSaleState,
  PLATFORMS,
  type PlatformId,
  PUBLISHED_WORD,
  STATUS_MEANING,
  StandardStatus,
  type StatusAxis,
  type StatusMeaning,
  TraceState,
} from '@baton/contract'
import { DRIVERS } from '@baton/platforms'
import type { Context } from '../runtime/context.ts'
import { json, type Queryable } from '../runtime/database.ts'
import { forget, remember } from '../runtime/remember.ts'
import { type CarrierWords, readCarrierWords } from './carrier-words.ts'

export interface MeantWord {
  readonly platform: PlatformId
  readonly axis: StatusAxis
  readonly native: string
  readonly standard: string | null
}

/** The meanings in force, by platform, axis and word; and the words for carriers. */
export class StatusMaps {
  readonly carriers: CarrierWords
  private readonly words: ReadonlyMap<string, string | null>

  constructor(rows: readonly MeantWord[], carriers: CarrierWords, words?: ReadonlyMap<string, string | null>) {
    this.carriers = carriers
    this.words = words ?? new Map(rows.map((row) => [`${row.platform}\n${row.axis}\n${row.native}`, row.standard]))
  }

  /** The same maps with these words meaning something else. */
  with(rows: readonly MeantWord[]): StatusMaps {
    const words = new Map(this.words)
    for (const row of rows) words.set(`${row.platform}\n${row.axis}\n${row.native}`, row.standard)
    return new StatusMaps([], this.carriers, words)
  }

  order(platform: PlatformId, native: string): StatusMeaning | null {
    const standard = StandardStatus.safeParse(this.words.get(`${platform}\norder\n${native}`))
    return standard.success ? STATUS_MEANING[standard.data] : null
  }

  trace(platform: PlatformId, native: string): TraceState | null {
    return TraceState.safeParse(this.words.get(`${platform}\ntrace\n${native}`)).data ?? null
  }

  afterSale(platform: PlatformId, native: string): AfterSaleState | null {
    return AfterSaleState.safeParse(this.words.get(`${platform}\nafter_sale\n${native}`)).data ?? null
  }
}

export interface MappedWord extends MeantWord {
  readonly label: string
  readonly version: number
}

const MEMORY = 'status maps'
/** A process may know the maps this late. */
export const MAP_MEMORY_MS = 1000

/** The maps in force; a new version takes effect within a second. */
export async function readStatusMaps(ctx: Context): Promise<StatusMaps> {
  return remember(ctx.sql, { name: MEMORY, milliseconds: MAP_MEMORY_MS }, () => readStatusMapsNow(ctx.sql))
}

/** The maps as they are at this moment, for whoever met a word that the remembered ones lack. */
export async function readStatusMapsNow(db: Queryable): Promise<StatusMaps> {
  const [words, carriers] = await Promise.all([readWords(db), readCarrierWords(db)])
  return new StatusMaps(words, carriers)
}

/** Every word with its meaning in force, read now. */
export async function readWords(db: Queryable): Promise<readonly MappedWord[]> {
  return db<MappedWord[]>`
    SELECT DISTINCT ON (platform, axis, native) platform, axis, native, standard, label, version
    FROM status_maps ORDER BY platform, axis, native, version DESC`
}

/** For whoever changed a map in this process. */
export function forgetStatusMaps(ctx: Context): void {
  forget(ctx.sql, MEMORY)
}

/** Stores the published vocabularies as version 1, once; a word that is already there, in whatever version, is left alone. */
export async function seedStatusMaps(ctx: Context): Promise<void> {
  const rows = PLATFORMS.flatMap((platform) =>
    DRIVERS[platform].vocabulary.map((entry) => ({ platform, ...entry, standard: entry.meaning })),
  )
  await ctx.sql`
    INSERT INTO status_maps (platform, axis, native, version, label, standard, author, reason, created_at)
    SELECT platform, axis, native, 1, label, standard, ${PUBLISHED_WORD.author}, ${PUBLISHED_WORD.reason}, ${ctx.now()}
    FROM jsonb_to_recordset(${json(ctx.sql, rows)}) AS t(platform text, axis text, native text, label text, standard text)
    ON CONFLICT DO NOTHING`
}

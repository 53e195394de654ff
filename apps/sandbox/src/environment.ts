import { DEFAULT_PORT, DEFAULT_SEED } from './world.ts'

export interface Settings {
  readonly port: number
  /** Takes mail over SMTP; undefined: there is no mail. */
  readonly mailPort: number | undefined
  /** Where its label printer listens; undefined: it has none. */
  readonly printerPort: number | undefined
  /** Where Baton tells its push addresses; undefined: nothing is pushed. */
  readonly dataFolder: string | undefined
  /** A larger file to replay instead of the shipped slice. */
  readonly retailFile: string | undefined
  readonly autostart: boolean
  readonly speed: number
  readonly volume: number
  readonly seed: number
}

/** Reads the environment; throws one line for a value that makes no sense. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const number = (name: string, otherwise: number, range: readonly [number, number]) => {
    const value = Number(env[name] || otherwise)
    if (value >= range[0] && value <= range[1]) return value
    throw new Error(`${name}="${env[name]}" is not a number from ${range[0]} to ${range[1]}.`)
  }
  return {
    port: number('BATON_SANDBOX_PORT', DEFAULT_PORT, [0, 65_535]),
    mailPort: env.BATON_SANDBOX_MAIL_PORT ? number('BATON_SANDBOX_MAIL_PORT', 0, [0, 65_535]) : undefined,
    printerPort: env.BATON_SANDBOX_PRINTER_PORT ? number('BATON_SANDBOX_PRINTER_PORT', 0, [0, 65_535]) : undefined,
    dataFolder: env.BATON_DATA || undefined,
    retailFile: env.BATON_SANDBOX_FILE || undefined,
    autostart: !['0', 'false', 'no'].includes(env.BATON_SANDBOX_AUTOSTART ?? '1'),
    speed: number('BATON_SANDBOX_SPEED', 1, [1, 1000]),
    volume: Math.floor(number('BATON_SANDBOX_VOLUME', 8000, [1, 24_000])),
    seed: Math.floor(number('BATON_SANDBOX_SEED', DEFAULT_SEED, [0, 4_294_967_295])),
  }
}

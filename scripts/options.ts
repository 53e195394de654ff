import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export interface StartOptions {
  readonly port: number
  /** Undefined: no sandbox. */
  readonly sandboxPort: number | undefined
  /** Where the sandbox takes mail; undefined: no sandbox. */
  readonly sandboxMailPort: number | undefined
  /** Of the sandbox's label printer. */
  readonly printerPort: number | undefined
  readonly dataFolder: string
}

export const USAGE = 'Usage: npm start -- [--port N] [--data DIR] [--no-sandbox]'

type Env = Record<string, string | undefined>

/** What the command line and the environment ask for; the command line wins. Throws one line if it makes no sense. */
export function readStartOptions(args: readonly string[], env: Env): StartOptions {
  const { values } = parse(args)
  return {
    port: portFrom(values.port ?? env.BATON_PORT, 3000),
    sandboxPort: values['no-sandbox'] ? undefined : portFrom(env.BATON_SANDBOX_PORT, 3010),
    sandboxMailPort: values['no-sandbox'] ? undefined : portFrom(env.BATON_SANDBOX_MAIL_PORT, 3011),
    printerPort: values['no-sandbox'] ? undefined : portFrom(env.BATON_SANDBOX_PRINTER_PORT, 3012),
    dataFolder: resolve(values.data ?? (env.BATON_DATA || '.baton')),
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { port: { type: 'string' }, data: { type: 'string' }, 'no-sandbox': { type: 'boolean' } },
    })
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${USAGE}`)
  }
}

function portFrom(text: string | undefined, otherwise: number): number {
  if (!text) return otherwise
  const port = Number(text)
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port
  throw new Error(`"${text}" is not a port (1 to 65535).\n${USAGE}`)
}

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
  /** Undefined: only this machine reaches the server. */
  readonly lan: LanOptions | undefined
}

export interface LanOptions {
  /** The address that phones are given; undefined: the likeliest of this machine. */
  readonly host: string | undefined
  readonly port: number
}

export const USAGE = 'Usage: npm start -- [--port N] [--data DIR] [--no-sandbox] [--lan | --lan=ADDRESS] [--lan-port N]'

type Env = Record<string, string | undefined>

/** What the command line and the environment ask for; the command line wins. Throws one line if it makes no sense. */
export function readStartOptions(args: readonly string[], env: Env): StartOptions {
  const { values } = parse(args)
  const options = {
    port: portFrom(values.port ?? env.BATON_PORT, 3000),
    ...(values['no-sandbox'] ? NO_SANDBOX : sandboxPorts(env)),
    dataFolder: resolve(values.data ?? (env.BATON_DATA || '.baton')),
    lan: lanFrom(values, env),
  }
  refuseSharedPorts(options)
  return options
}

/** Every port that a start listens on, and how another is chosen. */
export function portsOf(options: StartOptions): readonly { readonly port: number; readonly setting: string }[] {
  const wanted = [
    [options.port, '--port or BATON_PORT'],
    [options.lan?.port, '--lan-port or BATON_LAN_PORT'],
    [options.sandboxPort, 'BATON_SANDBOX_PORT, or use --no-sandbox'],
    [options.sandboxMailPort, 'BATON_SANDBOX_MAIL_PORT, or use --no-sandbox'],
    [options.printerPort, 'BATON_SANDBOX_PRINTER_PORT, or use --no-sandbox'],
  ] as const
  return wanted.flatMap(([port, setting]) => (port === undefined ? [] : [{ port, setting }]))
}

function refuseSharedPorts(options: StartOptions): void {
  const wanted = portsOf(options)
  for (const [at, { port, setting }] of wanted.entries()) {
    if (wanted.findIndex((one) => one.port === port) === at) continue
    throw new Error(`Port ${port} is asked for twice. Choose another one with ${setting}.`)
  }
}

const NO_SANDBOX = { sandboxPort: undefined, sandboxMailPort: undefined, printerPort: undefined }

/** Three in a row, unless each is told: who moves one away from another Baton moves all. */
function sandboxPorts(env: Env) {
  const sandboxPort = portFrom(env.BATON_SANDBOX_PORT, 3010)
  return {
    sandboxPort,
    sandboxMailPort: portFrom(env.BATON_SANDBOX_MAIL_PORT || String(sandboxPort + 1), 0),
    printerPort: portFrom(env.BATON_SANDBOX_PRINTER_PORT || String(sandboxPort + 2), 0),
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: args.map((arg) => (arg === '--lan' ? '--lan=' : arg)),
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        'no-sandbox': { type: 'boolean' },
        lan: { type: 'string' },
        'lan-port': { type: 'string' },
      },
    })
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${USAGE}`)
  }
}

function lanFrom(values: { lan?: string | undefined; 'lan-port'?: string | undefined }, env: Env) {
  if (values.lan === undefined) return undefined
  return {
    host: (values.lan || env.BATON_LAN_HOST)?.toLowerCase() || undefined,
    port: portFrom(values['lan-port'] ?? env.BATON_LAN_PORT, 3443),
  }
}

function portFrom(text: string | undefined, otherwise: number): number {
  if (!text) return otherwise
  const port = Number(text)
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port
  throw new Error(`"${text}" is not a port (1 to 65535).\n${USAGE}`)
}

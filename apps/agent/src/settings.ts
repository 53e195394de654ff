export interface Settings {
  /** Where Baton is. */
  readonly url: string
  readonly device: string
  readonly key: string
  /** Where it keeps which jobs it has printed. */
  readonly folder: string
}

/** Reads the environment; throws one line that names what is wrong. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const { BATON_URL = '', BATON_DEVICE = '', BATON_DEVICE_KEY = '' } = env
  if (!URL.canParse(BATON_URL) || !/^https?:/.test(BATON_URL))
    throw new Error(`BATON_URL="${BATON_URL}" is not the address of a Baton server.`)
  if (BATON_DEVICE === '') throw new Error('BATON_DEVICE is not set: the id that the printers page shows for an agent.')
  if (!BATON_DEVICE_KEY.startsWith('whsec_'))
    throw new Error('BATON_DEVICE_KEY is not a key: it starts with whsec_ and is shown once, with the id.')
  return {
    url: BATON_URL,
    device: BATON_DEVICE,
    key: BATON_DEVICE_KEY,
    folder: env.BATON_AGENT_FOLDER || '.baton-agent',
  }
}

import postgres from 'postgres'

const OLDEST = 150_000

/** Throws one line, without the password, if this database cannot be used. */
export async function checkDatabaseUrl(url: string, variable: string): Promise<void> {
  const target = parseUrl(url, variable)
  const sql = postgres(url, { max: 1, connect_timeout: 8, onnotice: () => {} })
  try {
    const [row] = await sql<{ version: number; text: string }[]>`
      SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS text`
    if (row && row.version < OLDEST) throw new Error(`Postgres ${row.text} is too old; Baton needs 15 or newer.`)
  } catch (error) {
    throw new Error(`${variable}: ${whyNot(error, target)}`, { cause: error })
  } finally {
    await sql.end({ timeout: 1 }).catch(() => {})
  }
}

function parseUrl(url: string, variable: string): URL {
  try {
    const target = new URL(url)
    if (/^postgres(ql)?:$/.test(target.protocol)) return target
  } catch {}
  throw new Error(`${variable} is not a Postgres address (postgres://user:password@host:5432/database).`)
}

/** One sentence for the codes that people meet; otherwise what the database said. */
export function whyNot(error: unknown, target: URL): string {
  const { code = '', message = String(error) } = error as { code?: string; message?: string }
  const place = `${target.hostname}:${target.port || 5432}`
  const user = decodeURIComponent(target.username)
  if (code === '28P01' || code === '28000') return `${place} refused user "${user}": the password or the user is wrong.`
  if (code === '3D000') return `there is no database "${target.pathname.slice(1)}" on ${place}.`
  if (code === 'ECONNREFUSED') return `nothing answers on ${place}.`
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `the host "${target.hostname}" is not known.`
  if (code === 'CONNECT_TIMEOUT' || code === 'ETIMEDOUT') return `${place} does not answer in time.`
  return message
}

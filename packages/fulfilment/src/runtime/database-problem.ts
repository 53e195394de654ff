import { databaseAddress } from './database-address.ts'

/** Throws one line if what a variable holds is no address of a Postgres, or says of encryption what cannot be done. */
export function refuseOtherUrls(url: string, variable: string): void {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol))
    throw new Error(`${variable} is not a Postgres address (postgres://user:password@host:5432/database).`)
  databaseAddress(url)
}

/** One sentence, without the password, on why a database cannot be used: for the codes that people meet, else what it said. */
export function databaseProblem(error: unknown, url: string): string {
  const { code = '', message = String(error) } = saidOf(error)
  if (!URL.canParse(url)) return message
  const target = new URL(url)
  const place = `${target.hostname}:${target.port || 5432}`
  const user = decodeURIComponent(target.username)
  if (code === '28P01') return `${place} refused user "${user}": the password or the user is wrong.`
  if (code === '28000') return `${place} refused user "${user}": ${message}.`
  if (code === '42501')
    return `${place} does not let user "${user}" do this: ${message}. Migrating needs the owner of database "${target.pathname.slice(1)}" (DATABASE_OWNER_URL).`
  if (code === '3D000') return `there is no database "${target.pathname.slice(1)}" on ${place}.`
  if (code === 'ECONNREFUSED') return `nothing answers on ${place}.`
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `the host "${target.hostname}" is not known.`
  if (code === 'CONNECT_TIMEOUT' || code === 'ETIMEDOUT') return `${place} does not answer in time.`
  if (code === 'NO_TLS') return `${place} does not encrypt: switch it on there (ssl = on), or say sslmode=disable.`
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return `${place} shows the certificate of another host: ${message}`
  if (UNTRUSTED.test(code))
    return `${place} shows a certificate that nobody known vouches for (${code}): name its authority's file in sslrootcert=….`
  return message
}

/** What Postgres or the network said; the query builder puts its own words around it. */
function saidOf(error: unknown): { code?: string; message?: string } {
  for (let one = error; typeof one === 'object' && one !== null; one = (one as { cause?: unknown }).cause)
    if ('code' in one) return one as { code: string; message?: string }
  return error as { message?: string }
}

/** Of the ways in which a certificate is not believed (nodejs.org/api/tls.html, X509 certificate error codes). */
const UNTRUSTED = /^(UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|CERT_)/

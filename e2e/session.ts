import type { TestSystem } from './system.ts'

/** Signs in as the first person of a role; returns the cookie header. */
export async function signIn({ baseUrl, people }: TestSystem, role: string): Promise<string> {
  const person = people.find((one) => one.role === role)
  const response = await fetch(`${baseUrl}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: baseUrl },
    body: JSON.stringify({ username: person?.login, password: person?.password }),
  })
  if (!response.ok) throw new Error(`Sign-in failed: ${response.status} ${await response.text()}`)
  const cookies = response.headers.getSetCookie()
  return cookies.map((cookie) => cookie.split(';')[0]).join('; ')
}

/** Calls one procedure of the API: a mutation with an input, a query without one. */
export async function callApi<T>(
  { baseUrl }: TestSystem,
  cookie: string,
  call: { path: string; input?: object },
): Promise<T> {
  const headers = { cookie, origin: baseUrl, 'content-type': 'application/json' }
  const init = call.input ? { method: 'POST', headers, body: JSON.stringify(call.input) } : { headers }
  const response = await fetch(`${baseUrl}/api/trpc/${call.path}`, init)
  const body = (await response.json()) as { result?: { data: T }; error?: unknown }
  if (!body.result) throw new Error(`${call.path} failed: ${JSON.stringify(body.error)}`)
  return body.result.data
}

/** Calls one query of the API, with its input or without. */
export async function query<T>(
  { baseUrl }: TestSystem,
  cookie: string,
  call: { path: string; input?: unknown },
): Promise<T> {
  const input = call.input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(call.input))}`
  const response = await fetch(`${baseUrl}/api/trpc/${call.path}${input}`, { headers: { cookie } })
  const body = (await response.json()) as { result?: { data: T }; error?: unknown }
  if (!body.result) throw new Error(`${call.path} failed: ${JSON.stringify(body.error)}`)
  return body.result.data
}

/** Calls the sandbox's control API (docs/sandbox.md): with a body a POST, else a GET. */
export async function callSandbox<T>(url: string, path: string, body?: object): Promise<T> {
  const init = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(`${url}/control${path}`, init)
  if (!response.ok) throw new Error(`The sandbox refused ${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

import type { BrowserContext } from 'playwright-core'
import type { TestSystem } from './system.ts'

/** Makes a browser a device of the first warehouse with that name, as a person of the warehouse does by hand. */
export async function enrolBrowser({ request }: BrowserContext, system: TestSystem, warehouse: string): Promise<void> {
  const headers = { origin: system.baseUrl }
  const person = system.people.find((one) => one.role === 'warehouse')
  const data = { username: person?.login, password: person?.password }
  await request.post(`${system.baseUrl}/api/auth/sign-in/username`, { headers, data })
  const places = await (await request.get(`${system.baseUrl}/api/trpc/floor.warehouses`)).json()
  const place = (places.result.data as { id: string; name: string }[]).find((one) => one.name === warehouse)
  const url = `${system.baseUrl}/api/trpc/devices.enrolSelf`
  const enrolled = await request.post(url, { headers, data: { warehouseId: place?.id } })
  if (!enrolled.ok()) throw new Error(`Not enrolled: ${enrolled.status()} ${await enrolled.text()}`)
}

import { join } from 'node:path'
import { readJsonFile } from './private-file.ts'

/** Somebody the seed created; the password is the one it made up. */
export interface SeededPerson {
  readonly name: string
  readonly login: string
  readonly password: string
  readonly role: string
}

/** Who can sign in, from the file that the seed writes. Empty if there is none. */
export function readPeople(dataFolder: string): SeededPerson[] {
  return peopleFrom(readJsonFile(join(dataFolder, 'people.json')))
}

/** Accepts a list, or an object with the list under `people`; the login may be called email or username. */
export function peopleFrom(content: unknown): SeededPerson[] {
  const list = Array.isArray(content) ? content : (content as { people?: unknown } | undefined)?.people
  if (!Array.isArray(list)) return []
  return list.map((entry: Record<string, unknown>) => {
    const login = String(entry.login ?? entry.username ?? entry.email ?? '')
    const role = Array.isArray(entry.roles) ? entry.roles.join(', ') : String(entry.role ?? '')
    return { name: String(entry.name ?? login), login, password: String(entry.password ?? ''), role }
  })
}

import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { freePort, isPortFree } from '../ports.ts'
import { readJsonFile, writePrivateFile } from '../private-file.ts'

/** Kept beside the cluster, so that a restart finds the same port and passwords. */
export interface Credentials {
  readonly port: number
  readonly admin: string
  readonly owner: string
  readonly app: string
}

export const ROLES = { admin: 'postgres', owner: 'baton_owner', app: 'baton_app' } as const
export type RoleKey = keyof typeof ROLES

const fileIn = (dataFolder: string) => join(dataFolder, 'postgres.json')

/** Reads the stored credentials or makes them; takes another port if something else sits on the stored one. */
export async function credentialsFor(dataFolder: string, wantedPort?: number): Promise<Credentials> {
  const stored = readJsonFile(fileIn(dataFolder)) as Credentials | undefined
  const secret = () => randomBytes(24).toString('base64url')
  const kept = stored ?? { port: 0, admin: secret(), owner: secret(), app: secret() }
  const credentials = { ...kept, port: await choosePort(wantedPort ?? kept.port) }
  if (credentials.port !== stored?.port) writePrivateFile(fileIn(dataFolder), credentials)
  return credentials
}

async function choosePort(preferred: number): Promise<number> {
  return preferred > 0 && (await isPortFree(preferred)) ? preferred : freePort()
}

/** Connection string of one of the three roles. */
export function urlOf(credentials: Credentials, role: RoleKey, database: string): string {
  return `postgres://${ROLES[role]}:${credentials[role]}@127.0.0.1:${credentials.port}/${database}`
}

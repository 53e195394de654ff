import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { readJsonFile, writePrivateFile } from './private-file.ts'

export interface Secrets {
  /** 32 random bytes in base64. */
  readonly BATON_SECRET_KEY: string
  readonly BATON_AUTH_SECRET: string
}

/** The environment's secrets, else those kept in the data folder, else new ones that are kept there from now on. */
export function secretsOf(dataFolder: string, env: Record<string, string | undefined>): Secrets {
  const file = join(dataFolder, 'secrets.json')
  const stored = (readJsonFile(file) ?? {}) as Partial<Secrets>
  const kept = {
    BATON_SECRET_KEY: stored.BATON_SECRET_KEY ?? randomBytes(32).toString('base64'),
    BATON_AUTH_SECRET: stored.BATON_AUTH_SECRET ?? randomBytes(32).toString('base64'),
  }
  if (!stored.BATON_SECRET_KEY || !stored.BATON_AUTH_SECRET) writePrivateFile(file, kept)
  return {
    BATON_SECRET_KEY: env.BATON_SECRET_KEY || kept.BATON_SECRET_KEY,
    BATON_AUTH_SECRET: env.BATON_AUTH_SECRET || kept.BATON_AUTH_SECRET,
  }
}

import type { ErpSaveInput, IssuedErpLogin } from '@baton/contract'
import postgres from 'postgres'
import { issueErpLogin, saveErp } from '../erp/index.ts'
import type { Context } from '../runtime/index.ts'

/** What a database connector is given, and its connection to Postgres. */
export interface TestConnector {
  readonly id: string
  readonly login: IssuedErpLogin
  readonly sql: postgres.Sql
}

export async function openTestConnector(ctx: Context, told: Partial<ErpSaveInput> = {}): Promise<TestConnector> {
  const grants = ['to_ship', 'packing', 'shipped'] as const
  const { id } = await saveErp(ctx, {
    name: '金蝶中间表',
    grants: [...grants],
    mayHold: true,
    ...told,
    kind: 'database',
  })
  const login = await issueErpLogin(ctx, { id })
  return { id, login, sql: signIn(login) }
}

/** As any client of Postgres signs in; two connections at most. */
export function signIn({ host, port, database, user, password }: IssuedErpLogin): postgres.Sql {
  return postgres({ host, port, database, user, password, max: 2, onnotice: () => {}, connect_timeout: 5 })
}

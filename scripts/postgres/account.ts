import { execFileSync } from 'node:child_process'
import { type Stats, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { QUIET } from '../processes.ts'

/** The user that Postgres runs as when Baton is started by root; Postgres itself refuses root. */
export interface Account {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

const CREATE = [
  ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']],
  ['adduser', ['-S', '-D', '-H', 'postgres']],
] as const

/**
 * Undefined unless this process is root. Takes the system's `postgres`, else creates it, else takes `nobody`,
 * which every system has; a made-up number would not do, because initdb looks the user up.
 */
export function accountForRoot(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const existing = lookUp('postgres') ?? created() ?? lookUp('nobody')
  if (!existing) throw new Error('Postgres refuses to run as root, and no user "postgres" exists or could be created.')
  return existing
}

function lookUp(name: string): Account | undefined {
  try {
    const ask = (flag: string) => {
      const answer = execFileSync('id', [flag, name], QUIET)
      return Number.parseInt(answer, 10)
    }
    const account = { name, uid: ask('-u'), gid: ask('-g') }
    return account.uid > 0 ? account : undefined
  } catch {
    return undefined
  }
}

function created(): Account | undefined {
  for (const [command, args] of CREATE) {
    try {
      execFileSync(command, args, { stdio: 'ignore' })
      return lookUp('postgres')
    } catch {}
  }
  return undefined
}

/** Whether the account may walk down to `path`; a folder such as /root closes everything below it. */
export function canReach(path: string, account: Account): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (!mayEnter(statSync(folder), account)) return false
    if (folder === dirname(folder)) return true
  }
}

/** The execute bit that applies to the account: the owner's, the group's or everybody's. */
export function mayEnter(stats: Pick<Stats, 'mode' | 'uid' | 'gid'>, account: Account): boolean {
  if (stats.uid === account.uid) return (stats.mode & 0o100) !== 0
  if (stats.gid === account.gid) return (stats.mode & 0o010) !== 0
  return (stats.mode & 0o001) !== 0
}

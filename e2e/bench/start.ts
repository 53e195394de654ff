import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../../scripts/ports.ts'
import { ROOT } from '../../scripts/run-child.ts'
import { report, say } from './harness/report.ts'

const GOAL_SECONDS = 90
const LONGEST_MS = 300_000
const ASK_EVERY_MS = 250

interface Person {
  readonly username: string
  readonly password: string
  readonly role: string
}

say('start: from a clean clone to the first usable page')
const folder = mkdtempSync(join(tmpdir(), 'baton-clone-'))
let npm: ChildProcess | undefined
try {
  const clone = join(folder, 'baton')
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', ROOT, clone])
  const port = await freePort()
  const dataFolder = join(folder, 'data')
  const started = performance.now()
  const secondsSoFar = () => (performance.now() - started) / 1000
  npm = startNpm({ clone, port, dataFolder, sandboxPort: await freePort(), mailPort: await freePort() })
  const base = `http://127.0.0.1:${port}`
  await until(npm, () => answers(base))
  const pageSeconds = secondsSoFar()
  say(`  page after ${pageSeconds.toFixed(1)} s`)
  await until(npm, () => canSignIn(base, join(dataFolder, 'people.json')))
  const subject = secondsSoFar()
  say(`  signed in after ${subject.toFixed(1)} s`)
  const ratio = subject / GOAL_SECONDS
  report({
    name: 'start',
    ratio,
    goal: 1,
    subject,
    limit: GOAL_SECONDS,
    unit: 's',
    runs: [{ subject, limit: GOAL_SECONDS, ratio }],
    pageSeconds,
  })
} finally {
  await stop(npm)
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}

function startNpm(at: {
  clone: string
  port: number
  sandboxPort: number
  mailPort: number
  dataFolder: string
}): ChildProcess {
  const args = ['start', '--', '--port', String(at.port), '--data', at.dataFolder]
  const ports = { BATON_SANDBOX_PORT: String(at.sandboxPort), BATON_SANDBOX_MAIL_PORT: String(at.mailPort) }
  const env = { ...foreign(process.env), ...ports }
  return spawn('npm', args, { cwd: at.clone, env, detached: true, stdio: ['ignore', 2, 2] })
}

/** Neither our settings, nor our Node, nor those of the npm that runs us: a clean clone brings its own. */
function foreign(env: Record<string, string | undefined>): Record<string, string | undefined> {
  const path = (env.PATH ?? '').split(':').filter((entry) => !entry.startsWith(ROOT))
  const kept = Object.entries(env).filter(
    ([name]) => !/^(BATON_|DATABASE_|npm_(?!config_(registry|cache|proxy|https_proxy|noproxy)$))/i.test(name),
  )
  return { ...Object.fromEntries(kept), PATH: path.join(':') }
}

async function until(child: ChildProcess, holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + LONGEST_MS
  while (!(await holds())) {
    if (child.exitCode !== null) throw new Error(`npm start ended with code ${child.exitCode}`)
    if (performance.now() > end) throw new Error(`Nothing within ${LONGEST_MS / 1000} s`)
    await pause(ASK_EVERY_MS)
  }
}

async function answers(base: string): Promise<boolean> {
  const response = await fetch(`${base}/`).catch(() => null)
  return response?.status === 200
}

async function canSignIn(base: string, peopleFile: string): Promise<boolean> {
  if (!existsSync(peopleFile)) return false
  const people = JSON.parse(readFileSync(peopleFile, 'utf8')) as Person[]
  const ops = people.find((person) => person.role === 'ops')
  const response = await fetch(`${base}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: base },
    body: JSON.stringify({ username: ops?.username, password: ops?.password }),
  })
  return response.ok
}

/** Ctrl-C for npm and all that it started; whatever is left after fifteen seconds is killed. */
async function stop(child: ChildProcess | undefined): Promise<void> {
  if (!child?.pid || child.exitCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  process.kill(-child.pid, 'SIGINT')
  const timer = setTimeout(() => child.pid && process.kill(-child.pid, 'SIGKILL'), 15_000)
  await ended
  clearTimeout(timer)
}

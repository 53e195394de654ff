import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installIfStale, majorOf, NODE_OF_THE_PROJECT, OLDEST_NODE, withoutOuterNpm } from './install.mjs'

const COMMANDS = ['start', 'dev', 'test', 'bench', 'faults', 'backup', 'restore']
const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message)
  process.exit(1)
}

/** The Node that the lock file brought, or this one if it is new enough. */
function projectNode() {
  const installed = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
  for (const node of [installed, process.execPath]) {
    if (!existsSync(node)) continue
    try {
      if (majorOf(execFileSync(node, ['--version'], { encoding: 'utf8' })) >= NODE_OF_THE_PROJECT) return node
    } catch {}
  }
  return fail(
    `Baton runs on Node ${NODE_OF_THE_PROJECT}, which its packages should have brought, but ${installed} does not run here. ` +
      `Install Node ${NODE_OF_THE_PROJECT} or newer, or delete node_modules and try again.`,
  )
}

async function main() {
  const [command = '', ...args] = process.argv.slice(2)
  if (majorOf(process.versions.node) < OLDEST_NODE)
    fail(`This is Node ${process.versions.node}. Baton needs Node ${OLDEST_NODE} or newer to set itself up.`)
  if (!COMMANDS.includes(command)) fail(`Usage: node scripts/bootstrap.mjs <${COMMANDS.join('|')}> [arguments]`)
  if (!(await installIfStale(root))) process.exit(1)

  const path = `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`
  const quiet = { TURBO_TELEMETRY_DISABLED: '1', NEXT_TELEMETRY_DISABLED: '1' }
  const child = spawn(projectNode(), [join(root, 'scripts', `${command}.ts`), ...args], {
    cwd: root,
    env: { ...quiet, ...withoutOuterNpm(process.env), PATH: path },
    stdio: 'inherit',
  })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal))
  child.on('error', (error) => fail(`Cannot start Node ${NODE_OF_THE_PROJECT}: ${error.message}`))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal ?? 'SIGTERM'] ?? 15)))
}

await main()

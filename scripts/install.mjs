import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const OLDEST_NODE = 18
export const NODE_OF_THE_PROJECT = 24

/** What npm puts into the environment of a script and a nested npm or pnpm must not mistake for settings. */
const FROM_NPM = /^npm_(package_|lifecycle_|command$|execpath$|node_execpath$)/i
const CONFIG_OF_THE_OUTER_RUN =
  /^npm_config_(global|(global|local)_prefix|prefix|user_agent|npm_version|node_gyp|globalconfig|init_module|loglevel|silent|json|noproxy)$/i

/** Hints to people who run pnpm themselves, and its report of what went well. Errors and progress are shown. */
const NOISE = new RegExp(
  [
    'agent skills awaiting|run "pnpm (approve|peers)|issues with peer dep|unsupported engine|supply-chain',
    'npm warn|deprecationwarning|--trace-deprecation',
    '^(scope|lockfile is|packages are|packages:|already up|(dev)?dependencies:)|(content-addressable|virtual) store',
    '^[+-]|(pre|post)?install(\\$|: done|: added|: up to date)|^done in|install:\\s*$',
  ].join('|'),
  'i',
)

const CAUSES = [
  {
    pattern: /ENOSPC|no space left/i,
    advice: 'The disk is full. Baton needs about 1.5 GB for its packages; free some space and run the command again.',
  },
  {
    pattern: /EACCES|EPERM|permission denied|EROFS/i,
    advice: 'No permission to write. Run the command as the user who owns this folder.',
  },
  {
    pattern: /OUTDATED_LOCKFILE|frozen-lockfile/i,
    advice: 'pnpm-lock.yaml does not fit the package.json files. Run "npx pnpm install" and commit the lock file.',
  },
  {
    pattern: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|META_FETCH_FAIL|network|dns error/i,
    advice: 'The package registry cannot be reached. Check the network, or the proxy and registry settings of npm.',
  },
]

/** @param {string} version such as "20.20.2" */
export function majorOf(version) {
  return Number.parseInt(version.replace(/^v/, ''), 10)
}

/**
 * The environment without what an outer npm run added; what the user set (registry, proxy, cache) stays.
 * @param {Record<string, string | undefined>} env
 * @returns {Record<string, string | undefined>}
 */
export function withoutOuterNpm(env) {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !FROM_NPM.test(name) && !CONFIG_OF_THE_OUTER_RUN.test(name)),
  )
}

/**
 * Changes whenever an install is needed.
 * @param {{ lockfile: string, settings: string, packageManager: string, machine: string }} facts
 */
export function stampOf(facts) {
  return createHash('sha256')
    .update(JSON.stringify([facts.lockfile, facts.settings, facts.packageManager, facts.machine]))
    .digest('hex')
}

/**
 * One sentence on why an install failed, or undefined if its output tells nothing we know.
 * @param {string} output
 */
export function adviceOn(output) {
  return CAUSES.find((cause) => cause.pattern.test(output))?.advice
}

/** @param {string} line */
export function isNoise(line) {
  return line.trim() === '' || NOISE.test(line.trim())
}

/** @param {string} root */
function factsOf(root) {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return {
    lockfile: readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8'),
    settings: readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8'),
    packageManager: String(manifest.packageManager),
    machine: `${process.platform}-${process.arch}`,
  }
}

/**
 * Installs what the lock file names unless that has been done. Everything it says goes to stderr.
 * @param {string} root
 * @returns {Promise<boolean>} false if it failed; the reason has been printed
 */
export async function installIfStale(root) {
  const facts = factsOf(root)
  const stampFile = join(root, 'node_modules', '.baton-lock')
  const stamp = stampOf(facts)
  const done = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp
  if (done && existsSync(join(root, 'node_modules', '.bin', 'node'))) return true
  console.error(`Installing packages with ${facts.packageManager} (first time: one to two minutes) …`)
  const started = Date.now()
  const { code, output } = await runInstall(root, facts.packageManager)
  if (code !== 0) {
    console.error(`\nThe packages could not be installed (exit code ${code}).`)
    console.error(adviceOn(output) ?? 'The lines above tell why.')
    return false
  }
  writeFileSync(stampFile, stamp)
  console.error(`Packages ready after ${Math.round((Date.now() - started) / 1000)} s.`)
  return true
}

/**
 * @param {string} root
 * @param {string} packageManager such as "pnpm@12.21.0"
 * @returns {Promise<{ code: number, output: string }>}
 */
function runInstall(root, packageManager) {
  const flags = ['--frozen-lockfile', '--config.engine-strict=false', '--config.confirm-modules-purge=false']
  const child = spawn('npx', ['--yes', packageManager, 'install', ...flags], {
    cwd: root,
    env: { ...withoutOuterNpm(process.env), npm_config_update_notifier: 'false', npm_config_fund: 'false' },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  })
  return new Promise((resolve) => {
    let output = ''
    let partial = ''
    /** @param {Buffer} chunk */
    const read = (chunk) => {
      output = (output + chunk).slice(-20_000)
      const lines = (partial + chunk).split(/\r?\n/)
      partial = lines.pop() ?? ''
      for (const line of lines) if (!isNoise(line)) console.error(`  ${line}`)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('error', (error) => resolve({ code: 127, output: `npx: ${error.message}` }))
    child.on('close', (code) => {
      if (partial && !isNoise(partial)) console.error(`  ${partial}`)
      resolve({ code: code ?? 1, output })
    })
  })
}

import { describe, expect, test } from 'vitest'
import { adviceOn, isNoise, majorOf, stampOf, withoutOuterNpm } from './install.mjs'

const facts = { lockfile: 'lock', settings: 'yaml', packageManager: 'pnpm@1.0.0', machine: 'linux-x64' }

describe('the stamp of an install', () => {
  test('stays while nothing changed', () => {
    expect(stampOf({ ...facts })).toBe(stampOf(facts))
  })

  test.each([
    { lockfile: 'other' },
    { settings: 'other' },
    { packageManager: 'pnpm@1.0.1' },
    { machine: 'darwin-arm64' },
  ])('changes with %o', (change) => {
    expect(stampOf({ ...facts, ...change })).not.toBe(stampOf(facts))
  })
})

describe('the environment handed to a nested install', () => {
  test('loses what the outer npm run added and keeps what the user set', () => {
    const env = {
      PATH: '/bin',
      npm_config_registry: 'https://registry.example',
      npm_config_https_proxy: 'http://proxy',
      npm_config_loglevel: 'silent',
      npm_config_local_prefix: '/somewhere',
      npm_lifecycle_event: 'bench',
      npm_package_name: 'baton',
      npm_execpath: '/npm-cli.js',
    }
    expect(Object.keys(withoutOuterNpm(env))).toEqual(['PATH', 'npm_config_registry', 'npm_config_https_proxy'])
  })
})

test.each([
  ['Error: ENOSPC: no space left on device', /disk is full/],
  ['request to https://registry failed, reason: getaddrinfo ENOTFOUND', /registry cannot be reached/],
  ['ERR_PNPM_OUTDATED_LOCKFILE Cannot install', /lock file/],
  ['EACCES: permission denied, mkdir', /permission/],
])('%s is explained', (output, advice) => {
  expect(adviceOn(output)).toMatch(advice)
})

test('an unknown failure is not explained away', () => {
  expect(adviceOn('Segmentation fault')).toBeUndefined()
})

test('hints of the package manager are not shown, progress is', () => {
  expect(isNoise('Agent skills awaiting approval: @trpc/server.')).toBe(true)
  expect(isNoise('[WARN] Unsupported engine: wanted node >=22')).toBe(true)
  expect(isNoise('.../node_modules/node preinstall$ node installArchSpecificPackage')).toBe(true)
  expect(isNoise('.../node_modules/node preinstall: npm error code ENOTFOUND')).toBe(false)
  expect(isNoise('Error: ERR_PNPM_OUTDATED_LOCKFILE')).toBe(false)
  expect(isNoise('Progress: resolved 3, reused 120, downloaded 3, added 3, done')).toBe(false)
})

test('versions are compared by their major number', () => {
  expect(majorOf('v24.21.0')).toBe(24)
  expect(majorOf('9.1.0')).toBe(9)
})

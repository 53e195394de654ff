import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from './run-child.ts'

/** Who may import which of our packages at run time; type-only imports are listed apart. */
const PACKAGES: Record<string, { may: readonly string[]; types?: readonly string[]; never: readonly string[] }> = {
  'packages/contract': { may: [], never: ['fastify', 'postgres', 'react', 'node:'] },
  'packages/platforms': { may: ['contract'], never: ['fastify', 'postgres', 'drizzle-orm', 'react', 'ws'] },
  'packages/fulfilment': { may: ['contract', 'platforms'], never: ['fastify', 'react', 'next', '@trpc/'] },
  'packages/api': { may: ['contract', 'fulfilment'], never: ['postgres', 'drizzle-orm', 'fastify'] },
  'apps/server': { may: ['api', 'contract', 'fulfilment', 'platforms'], never: ['postgres', 'drizzle-orm'] },
  'apps/worker': { may: ['contract', 'fulfilment', 'platforms'], never: ['postgres', 'drizzle-orm', 'fastify'] },
  'apps/agent': { may: ['contract', 'platforms'], never: ['postgres', 'drizzle-orm', 'fastify'] },
  'apps/web': { may: ['contract'], types: ['api'], never: ['postgres', 'drizzle-orm', 'fastify', 'node:'] },
  'apps/sandbox': { may: ['contract', 'platforms'], never: ['postgres', 'drizzle-orm'] },
}

/** Inside fulfilment: who may look at whose index. Everybody may use runtime. */
const CAPABILITIES: Record<string, readonly string[]> = {
  runtime: [],
  deadlines: [],
  catalogue: [],
  backup: [],
  staff: [],
  deliveries: [],
  alerts: ['catalogue', 'deliveries', 'staff'],
  orders: ['deadlines', 'catalogue'],
  channels: ['orders', 'catalogue', 'deliveries', 'alerts', 'scans'],
  erp: ['orders', 'catalogue', 'alerts', 'deliveries'],
  deviation: ['channels', 'orders', 'catalogue', 'alerts'],
  reconcile: ['orders', 'catalogue'],
  scans: ['orders', 'catalogue', 'staff', 'alerts', 'deliveries', 'deadlines'],
  returns: ['orders', 'catalogue', 'scans', 'alerts'],
  dispatch: ['orders', 'alerts'],
  setup: ['orders'],
  printing: ['orders', 'catalogue', 'scans', 'staff', 'tracking'],
  tracking: ['orders', 'catalogue'],
}

interface Import {
  readonly file: string
  readonly target: string
  readonly typeOnly: boolean
}

function importsOf(folder: string): readonly Import[] {
  return globSync(`${folder}/src/**/*.{ts,tsx}`, { cwd: ROOT })
    .filter((file) => !/\.test\.ts$|\/(testing|simulation)\/|\.fixture\.ts$/.test(file))
    .flatMap((file) => {
      const text = readFileSync(join(ROOT, file), 'utf8')
      return [...text.matchAll(/^(?:import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'/gms)].map((match) => ({
        file,
        target: match[2] ?? '',
        typeOnly: match[1] !== undefined,
      }))
    })
}

describe('the house', () => {
  for (const [folder, rule] of Object.entries(PACKAGES)) {
    it(`${folder} imports only what it may`, () => {
      const imports = importsOf(folder)
      expect(imports.length).toBeGreaterThan(3)
      const wrong = imports.filter(({ target, typeOnly }) => {
        const ours = /^@baton\/([a-z0-9-]+)/.exec(target)?.[1]
        if (ours) return !rule.may.includes(ours) && !(typeOnly && rule.types?.includes(ours))
        return rule.never.some(
          (name) => target === name || target.startsWith(name.endsWith(':') || name.endsWith('/') ? name : `${name}/`),
        )
      })
      expect(wrong).toEqual([])
    })
  }

  it('capabilities of fulfilment see one another only through their index, and only downwards', () => {
    const base = join(ROOT, 'packages/fulfilment/src')
    const wrong = importsOf('packages/fulfilment').filter(({ file, target }) => {
      if (!target.startsWith('.')) return false
      const [from = ''] = relative(base, join(ROOT, file)).split('/')
      const [to = '', ...inside] = relative(base, join(ROOT, dirname(file), target)).split('/')
      if (from === to || to === 'runtime') return false
      return !CAPABILITIES[from]?.includes(to) || inside.join('/') !== 'index.ts'
    })
    expect(wrong).toEqual([])
  })

  it('reads the environment in one place of fulfilment, and time only through the context', () => {
    const wrong = globSync('packages/fulfilment/src/**/*.ts', { cwd: ROOT })
      .filter((file) => !/\.test\.ts$|\/(testing|simulation)\/|\.main\.ts$|runtime\/context\.ts$/.test(file))
      .filter((file) => /new Date\(\)|Date\.now\(\)|process\.env/.test(readFileSync(join(ROOT, file), 'utf8')))
    expect(wrong).toEqual([])
  })
})

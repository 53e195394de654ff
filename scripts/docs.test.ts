import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { USAGE } from './options.ts'
import { ROOT } from './run-child.ts'

const PAGES = ['README.md', ...globSync('docs/**/*.md', { cwd: ROOT }).sort()]
const textOf = (page: string) => readFileSync(join(ROOT, page), 'utf8')
const withoutCode = (text: string) => text.replace(/^( *)```[\s\S]*?^\1```/gm, '')

/** What GitHub makes of a heading. */
function anchorOf(heading: string): string {
  const words = heading
    .replace(/[`*]|\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .toLowerCase()
  return words.replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '').replaceAll(' ', '-')
}

function anchorsOf(page: string): readonly string[] {
  return [...withoutCode(textOf(page)).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading))
}

function isBroken(page: string, target: string): boolean {
  const [path = '', anchor] = decodeURIComponent(target).split('#')
  const file = path === '' ? page : join(dirname(page), path)
  if (!existsSync(join(ROOT, file))) return true
  return anchor !== undefined && statSync(join(ROOT, file)).isFile() && !anchorsOf(file).includes(anchor)
}

describe('the documents', () => {
  it.each(PAGES)('%s leads only to what is there', (page) => {
    const links = [...withoutCode(textOf(page)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
    expect(links.filter((target) => !/^https?:/.test(target) && isBroken(page, target))).toEqual([])
  })

  it.each(PAGES)('%s names only scripts that are there', (page) => {
    const scripts = [...textOf(page).matchAll(/\bnode ((?:apps|packages|e2e|scripts|docs)\/[\w./-]+\.(?:ts|mjs))/g)]
    expect(scripts.map(([, path = '']) => path).filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
  })

  it('list every variable that the processes read, and every option of the start', () => {
    const operations = textOf('docs/operations.md')
    const read = [...textOf('packages/fulfilment/src/runtime/env.ts').matchAll(/^ {2}([A-Z_]+):/gm)].map(
      ([, name]) => name,
    )
    expect(read.length).toBeGreaterThan(10)
    expect(read.filter((name) => !operations.includes(`\`${name}\``))).toEqual([])
    const options = USAGE.match(/--[a-z-]+/g) ?? []
    expect(options.filter((option) => !operations.includes(option))).toEqual([])
  })
})

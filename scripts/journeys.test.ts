import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const WAYBILL = /\b(?:SF|YT|JT)77\d{11}\b/g

it('no two files of journeys scan the same waybill: one after the other they share a system', () => {
  const files = globSync('e2e/journeys/*.spec.ts', { cwd: ROOT })
  const scanned = files.flatMap((file) => [...new Set(readFileSync(`${ROOT}/${file}`, 'utf8').match(WAYBILL))])
  expect(scanned.length).toBeGreaterThan(30)
  expect(scanned.filter((waybill, at) => scanned.indexOf(waybill) !== at)).toEqual([])
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ERRORS } from '../packages/contract/src/errors.ts'
import { ROOT } from './run-child.ts'

it('docs/errors.md lists exactly the error codes, with their status, retry and labels', () => {
  const rows = readFileSync(join(ROOT, 'docs/errors.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
  const expected = Object.entries(ERRORS).map(
    ([code, { status, retry, label }]) => `| \`${code}\` | ${status} | ${retry} | ${label.zh} | ${label.en} |`,
  )
  expect(rows).toEqual(expected)
})

import { globSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { OWN_TOPIC_LABELS } from '@baton/contract'
import { describe, expect, it } from 'vitest'

const CODE = dirname(dirname(fileURLToPath(import.meta.url)))

/** Each topic that is written in the code itself, what is put in at its end left out. */
function writtenTopics(): readonly string[] {
  return globSync('**/*.ts', {
    cwd: CODE,
    exclude: ['**/*.test.ts', '**/*.fixture.ts', 'testing/**', '*/testing/**'],
  }).flatMap((file) =>
    [...readFileSync(`${CODE}/${file}`, 'utf8').matchAll(/\b(?:topic: |TOPIC = )['`]([^'`$]*)/g)].map(
      (found) => found[1] ?? '',
    ),
  )
}

describe('topics of our own', () => {
  it('have words for whoever reads a timeline', () => {
    const written = writtenTopics()
    expect(written).toContain('move_back')
    expect(written).toContain('scan.')
    const known = Object.keys(OWN_TOPIC_LABELS)
    const wordless = written.filter(
      (topic) => !known.some((one) => (topic.endsWith('.') ? one.startsWith(topic) : one === topic)),
    )
    expect(wordless).toEqual([])
  })
})

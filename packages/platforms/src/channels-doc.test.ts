import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CAPABILITIES } from './capabilities.ts'

const page = readFileSync(new URL('../../../docs/channels.md', import.meta.url), 'utf8')

test.each(Object.entries(CAPABILITIES))('the published table says of %s what the code does', (system, can) => {
  const word = (call: string | null) => (call === null ? '–' : `\`${call}\``)
  const cells = [
    `\`${system}\``,
    word(can.ship),
    can.waybills,
    can.repeat,
    word(can.editWaybill),
    word(can.cancel),
    can.cancelScope,
  ]
  expect(page).toContain(`| ${cells.join(' | ')} |`)
})

import { PlatformId } from '@baton/contract'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { csvIssue } from './csv-issue.ts'

const Row = z.object({
  name: z.string().min(2).max(5),
  platforms: z.array(PlatformId).max(3),
  exempt: z.boolean(),
  appId: z.uuid(),
})
const COLUMNS: Record<string, string> = { appId: 'app' }

/** What is said of each wrong cell of a row. */
function said(cells: Record<string, string>, input: object): Record<string, [string, string]> {
  const { issues = [] } = Row.safeParse(input).error ?? {}
  return Object.fromEntries(
    issues.map((issue) => {
      const field = String(issue.path[0])
      const column = COLUMNS[field] ?? field
      const { zh, en } = csvIssue(issue, { column, cell: cells[column] ?? '' })
      return [column, [zh, en]]
    }),
  )
}

it('says of an empty cell that it must be filled in, whatever the schema calls it', () => {
  const words = said({}, { name: '', platforms: [], exempt: false, appId: undefined })
  expect(words).toEqual({ name: ['不能为空', 'Must be filled in'], app: ['不能为空', 'Must be filled in'] })
})

it('names what is not there, and what may be written', () => {
  const words = said(
    { name: '六个字的名字', platforms: 'amazon', exempt: '也许', app: '旧应用' },
    { name: '六个字的名字', platforms: ['amazon'], exempt: '也许', appId: undefined },
  )
  expect(words.name).toEqual(['太长，最多 5 个字符', 'Too long; at most 5 characters'])
  expect(words.platforms?.[0]).toMatch(/^只能填 taobao、/)
  expect(words.exempt).toEqual(['只能填 true 或 false（也可填 是、否）', 'true or false (yes or no will do)'])
  expect(words.app).toEqual([
    '所填平台没有名为“旧应用”的渠道应用',
    'The platform of this row has no channel app named “旧应用”',
  ])
})

it('says how many values are too many, and what is too short', () => {
  const many = { name: '一', platforms: ['taobao', 'douyin', 'shopify', 'pinduoduo'], exempt: true, appId: undefined }
  const words = said({ name: '一', platforms: 'taobao|douyin|shopify|pinduoduo' }, many)
  expect(words.platforms).toEqual(['最多 3 项', 'At most 3 values'])
  expect(words.name).toEqual(['“一”太短', '“一” is too short'])
})

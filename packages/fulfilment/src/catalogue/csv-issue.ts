import type { Label } from '@baton/contract'
import type { z } from 'zod'

/** What is wrong with one cell of a file, and what would be right, for whoever has the file open in a spreadsheet. */
export function csvIssue(issue: z.core.$ZodIssue, { column, cell }: { column: string; cell: string }): Label {
  if (cell === '') return { zh: '不能为空', en: 'Must be filled in' }
  const named = NAMED[column]
  if (named && issue.path.length === 1) return named(cell)
  if (issue.code === 'too_big') return tooMuch(issue)
  if (issue.code === 'too_small') return { zh: `“${cell}”太短`, en: `“${cell}” is too short` }
  if (issue.code === 'invalid_value')
    return { zh: `只能填 ${issue.values.join('、')}`, en: `One of ${issue.values.join(', ')}` }
  if (issue.code === 'invalid_type' && issue.expected === 'boolean')
    return { zh: `只能填 true 或 false（也可填 是、否）`, en: 'true or false (yes or no will do)' }
  return { zh: `“${cell}”格式不对`, en: `“${cell}” is not in the right form` }
}

/** Cells that name something which must be there already. */
const NAMED: Readonly<Record<string, (cell: string) => Label>> = {
  app: (cell) => ({
    zh: `所填平台没有名为“${cell}”的渠道应用`,
    en: `The platform of this row has no channel app named “${cell}”`,
  }),
  warehouse_code: (cell) => ({ zh: `没有编码为“${cell}”的仓库`, en: `No warehouse has the code “${cell}”` }),
}

function tooMuch({ maximum, origin }: z.core.$ZodIssueTooBig): Label {
  return origin === 'array'
    ? { zh: `最多 ${maximum} 项`, en: `At most ${maximum} values` }
    : { zh: `太长，最多 ${maximum} 个字符`, en: `Too long; at most ${maximum} characters` }
}

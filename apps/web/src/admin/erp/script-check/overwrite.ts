import type { Script } from './check-script.ts'
import type { Statement } from './read-script.ts'

const STATUS = String.raw`[\w."\x60\[]{0,60}(?:status|state|zhuangtai|zt)\w{0,60}["\x60\]]?|[\w.]{0,60}状态`
const SETS_STATUS = new RegExp(`(?:${STATUS})\\s*=(?!=)`, 'iu')
/** A condition on the status, or on the version that was read. */
const ASKS_STATUS = new RegExp(
  `(?:${STATUS})\\s*(?:=|<>|!=|<|>|\\bin\\b|\\bnot\\s+in\\b|\\bis\\b)|\\b(?:expected_?)?seq\\b|\\bversion\\b\\s*=`,
  'iu',
)

/** Lines that write a status over whatever stands there. */
export function findOverwrite({ language, statements }: Script): readonly number[] {
  const script = statements.map((one) => one.source).join('\n')
  const guardsApi = /expectedSeq|expected_seq/.test(script) || comparesStatus(script)
  return statements.flatMap((statement) => {
    const sql = writesInSql(statement)
    const orm = language !== 'sql' && writesInCode(statement)
    const api = language !== 'sql' && /erp\/v1\/(writes|imports)/.test(statement.text) && !guardsApi
    return sql || orm || api ? [statement.line] : []
  })
}

function writesInSql({ text }: Statement): boolean {
  const sql = text.replaceAll(/\s+/g, ' ')
  const update =
    /\bUPDATE\s+(?:[\w."`[\]]+|\?)(?:\s+(?:AS\s+)?\w+)?(?:\s+(?:LEFT |INNER )?JOIN\b.*?)?\s+SET\s+(.*)$/i.exec(sql)
  if (update) {
    const [set = '', ...rest] = (update[1] ?? '').split(/\bWHERE\b/i)
    return SETS_STATUS.test(set) && !ASKS_STATUS.test(rest.join(' WHERE '))
  }
  if (/\bREPLACE\s+INTO\b/i.test(sql)) return new RegExp(STATUS, 'iu').test(sql)
  const upsert = /\bON\s+DUPLICATE\s+KEY\s+UPDATE\s+(.*)$|\bDO\s+UPDATE\s+SET\s+(.*)$/i.exec(sql)
  if (upsert) {
    const [set = '', condition = ''] = (upsert[1] ?? upsert[2] ?? '').split(/\bWHERE\b/i)
    return SETS_STATUS.test(set) && !ASKS_STATUS.test(condition) && !/\bIF\s*\(|\bCASE\b/i.test(set)
  }
  const merge = /\bWHEN\s+MATCHED\s+(AND\b.*?)?THEN\s+UPDATE\s+SET\s+(.*?)(?:\bWHEN\b|$)/i.exec(sql)
  if (merge) return SETS_STATUS.test(merge[2] ?? '') && !ASKS_STATUS.test(merge[1] ?? '')
  return copiesWithoutCondition(sql)
}

/** Rows for a connector's table, made from a whole table. */
function copiesWithoutCondition(sql: string): boolean {
  const copy = /\bINSERT\s+INTO\s+(?:erp_inbox\.)?writes\s*\(([^)]*)\)\s*(?:SELECT\b(.*))?/i.exec(sql)
  if (!copy?.[2] || /expected_seq/i.test(copy[1] ?? '')) return false
  const [, condition = ''] = copy[2].split(/\bWHERE\b/i)
  return !ASKS_STATUS.test(condition)
}

/** An update by way of a library: what it sets is a status, and nothing before or beside it asks for one. */
function writesInCode({ source }: Statement): boolean {
  const call = /(?:\.|->|::)(?:update|updateMany|update_all|bulk_update|updateOne)\s*\(/i.exec(source)
  if (!call) return false
  const mentions = source.match(/\b\w{0,60}(?:status|state)\w{0,60}\b|状态/giu) ?? []
  const sets = /["']?\w{0,60}(?:status|state)\w{0,60}["']?\s*(?::|=>|=(?!=))/i.test(source.slice(call.index))
  return sets && mentions.length < 2
}

/** A program that looks at the status before it writes. */
function comparesStatus(script: string): boolean {
  return /(?:status|state|getState\(\)|getStatus\(\))["'\])]*\s*(?:={2,3}|!={1,2}|\bin\b|\.equals\()|["'](?:status|state)["']\]?\s*(?:={2,3}|!={1,2})|\.(?:filter|where)\([^)]*(?:status|state)/i.test(
    script,
  )
}

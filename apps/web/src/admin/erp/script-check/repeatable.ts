import type { Script } from './check-script.ts'

const POSTS =
  /method\s*[:=]\s*""|\baxios\.(?:post|put|request)\b|\brequests?\.(?:post|put)\b|\bhttpx\.(?:post|put)\b|\bsession\.(?:post|put)\b|->(?:post|put)\s*\(|->request\s*\(|\bHttp::(?:\w+\([^)]*\)->)*post\b|CURLOPT_POST\w*|\.POST\s*\(|\.postFor\w+\(|\bnew\s+HttpPost\b|\.post\s*\(|\.exchange\s*\(/
/** Something that is another one each time. */
const EACH_TIME =
  /\b(?:randomUUID|uuid[14]?|uniqid|Math\.random|Date\.now|new Date\(|datetime\.(?:utc)?now|time\.time|time\(\)|microtime|currentTimeMillis|Instant\.now|LocalDateTime\.now|gen_random_uuid|random\(|rand\(|newid\(|now\(\)|current_timestamp|sysdate|getdate\(|nextval)/i

/** Lines that write so that a repeat takes effect twice, or cannot be told from something new. */
export function findRepeatable({ language, statements }: Script): readonly number[] {
  return language === 'sql' ? keysOfRows(statements) : keysOfRequests(statements)
}

type Statements = Script['statements']

function keysOfRows(statements: Statements): readonly number[] {
  return statements.flatMap(({ line, text }) => {
    const insert = /\bINSERT\s+INTO\s+(?:erp_inbox\.)?writes\s*\(([^)]*)\)\s*(?:VALUES\s*\(|SELECT\b)([\s\S]*)/i.exec(
      text,
    )
    if (!insert) return []
    const columns = (insert[1] ?? '').split(',').map((name) => name.trim().toLowerCase())
    const values = topLevel(insert[2] ?? '')
    const key = values[columns.indexOf('key')]
    return key === undefined || EACH_TIME.test(key) ? [line] : []
  })
}

function keysOfRequests(statements: Statements): readonly number[] {
  const all = statements.map((one) => one.source).join('\n')
  const posting = statements.filter(
    ({ code, text }) => POSTS.test(code) && !/\/stock\b/.test(text) && /\/|POST|PUT/.test(text),
  )
  const header = /["'`]idempotency-key["'`]\s*(?::|=>|=|,|\]\s*=)\s*([^\n]*)/i.exec(all)
  if (!header) return posting.slice(0, 1).map((one) => one.line)
  const value = header[1] ?? ''
  const name = /^\$?([A-Za-z_]\w*)/.exec(value)?.[1]
  const made = name ? new RegExp(`\\$?\\b${name}\\b\\s*=(?!=)\\s*([^\\n]*)`).exec(all)?.[1] : undefined
  if (!EACH_TIME.test(value) && !EACH_TIME.test(made ?? '')) return []
  return statements.filter(({ source }) => /idempotency-key/i.test(source)).map((one) => one.line)
}

/** What stands between commas that no bracket and no quotes enclose. */
function topLevel(list: string): readonly string[] {
  const parts = ['']
  let depth = 0
  let quoted = false
  for (const character of list) {
    if (character === "'") quoted = !quoted
    if (!quoted && character === '(') depth += 1
    if (!quoted && character === ')') depth -= 1
    if (depth < 0) break
    if (character === ',' && depth === 0 && !quoted) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts
}

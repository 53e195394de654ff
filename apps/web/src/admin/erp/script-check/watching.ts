import type { Script } from './check-script.ts'

const WAITS =
  /\bsetInterval\s*\(|\bsetTimeout\s*\(|\btime\.sleep\s*\(|\basyncio\.sleep\s*\(|\b(?:u?sleep)\s*\(|\bThread\.sleep\s*\(|\bTimeUnit\.\w+\.sleep\s*\(/
const CLOCKWORK =
  /\bsetInterval\s*\(|\bcron\.schedule\s*\(|\bschedule\.every\b|\bBlockingScheduler\b|@Scheduled\b|\bscheduleAtFixedRate\b|\bscheduleWithFixedDelay\b/
const LOOPS = /\bwhile\s*\(?\s*(?:true|1|!0)\b|\bwhile\s+True\b|\bfor\s*\(\s*;\s*;|\bdo\s*\{/i
const SQL_CLOCKWORK =
  /\bON\s+SCHEDULE\s+EVERY\b|\bcron\.schedule\s*\(|\bWAITFOR\s+DELAY\b|\bDBMS_SCHEDULER\b|\bpg_sleep\s*\(|\bDO\s+SLEEP\s*\(/i

/** Lines that ask again and again, in a script that follows no cursor. */
export function findPolling({ language, statements }: Script): readonly number[] {
  if (language === 'sql') return statements.filter(({ text }) => SQL_CLOCKWORK.test(text)).map((one) => one.line)
  const all = statements.map((one) => one.source).join('\n')
  if (/\bcursor\b/i.test(all)) return []
  const clockwork = statements.filter(({ code }) => CLOCKWORK.test(code))
  if (clockwork.length > 0) return clockwork.map((one) => one.line)
  return LOOPS.test(all) ? statements.filter(({ code }) => WAITS.test(code)).map((one) => one.line) : []
}

const CHANGED = String.raw`[\w."\x60]{0,60}(?:updated|modified|modify|changed|created|create|update|gmt)_?(?:at|time|date|on|modified|create)?\w*`
const CLOCK = String.raw`now\s*\(|sysdate|getdate\s*\(|current_timestamp|current_date|date_sub\s*\(|dateadd\s*\(|interval\b|[:@$?]\w*(?:last|since|from|begin|start)\w*|'\d{4}-\d\d|%s|%\(|\{`
const BY_TIME_IN_SQL = new RegExp(
  `\\bWHERE\\b[\\s\\S]*${CHANGED}["\`]?\\s*(?:>=?|BETWEEN)\\s*[\\s\\S]{0,40}?(?:${CLOCK}|\\?)`,
  'i',
)
const BY_TIME_IN_PARAMETERS =
  /(?:updated|modified|changed)_?(?:after|since|from|at_min|_gte)|\bsince\b|start_?modified|start_?time|begin_?time|modified_?start/i
const BACK_FROM_NOW =
  /Date\.now\(\)\s*-|datetime\.(?:utc)?now\([^)]*\)\s*-\s*timedelta|strtotime\s*\(|\btime\(\)\s*-|\.now\([^)]*\)\s*\.minus|\.minus(?:Minutes|Hours|Days|Seconds)\s*\(/

/** Lines that go on from an instant: what was committed late falls behind it. */
export function findTimeCursor({ language, statements }: Script): readonly number[] {
  return statements
    .filter(({ text, code, source }) => {
      if (BY_TIME_IN_SQL.test(text)) return true
      if (language === 'sql') return false
      const asks = BY_TIME_IN_PARAMETERS.test(source)
      return (
        asks &&
        (BACK_FROM_NOW.test(code) ||
          /[?&](?:\w*_)?(?:since|updated_after|modified_since)/i.test(text) ||
          /last\w*(?:run|sync|time)/i.test(source))
      )
    })
    .map((one) => one.line)
}

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[{}[\],:]|\s+/gy

/**
 * Indents JSON text without reading its values, so that 19-digit ids and 1.10 stay as they came.
 * Returns null for text that is not JSON-shaped; the caller then shows it as it is.
 */
export function prettyPrint(text: string): string | null {
  const tokens = tokensOf(text.trim())
  if (tokens === null || tokens.length === 0) return null
  let out = ''
  let depth = 0
  for (const [at, token] of tokens.entries()) {
    const next = tokens[at + 1]
    if (token === '{' || token === '[') {
      const closesAtOnce = next === '}' || next === ']'
      depth += 1
      out += closesAtOnce ? token : `${token}${newLine(depth)}`
    } else if (token === '}' || token === ']') {
      depth -= 1
      if (depth < 0) return null
      const opened = tokens[at - 1] === '{' || tokens[at - 1] === '['
      out += opened ? token : `${newLine(depth)}${token}`
    } else if (token === ',') out += `,${newLine(depth)}`
    else out += token === ':' ? ': ' : token
  }
  return depth === 0 ? out : null
}

function newLine(depth: number): string {
  return `\n${'  '.repeat(depth)}`
}

function tokensOf(text: string): string[] | null {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text)
    if (match === null) return null
    if (match[0].trim() !== '') tokens.push(match[0])
  }
  const shaped = tokens[0] === '{' || tokens[0] === '['
  return shaped ? tokens : null
}

export const SCRIPT_LANGUAGES = ['sql', 'javascript', 'python', 'php', 'java'] as const
export type ScriptLanguage = (typeof SCRIPT_LANGUAGES)[number]

const SIGNS: readonly (readonly [ScriptLanguage, RegExp])[] = [
  ['php', /<\?php|\$\w+\s*(=|->)|\bcurl_setopt\b/],
  ['java', /\b(public|private|protected)\s+[\w<>[\], ]+\s*[({]|\bimport\s+java|\bString\s+\w+\s*=/],
  ['python', /^\s*(def|from|import|class|with|elif)\b[^;{]*$|^\s*(if|for|while)\b[^;{]*:\s*$/m],
  ['javascript', /\b(const|let|var)\s+[\w{[]|=>|\bawait\s|\bfunction\s*\w*\(|\brequire\(/],
]

/** What a text looks like; SQL where nothing tells. */
export function guessLanguage(text: string): ScriptLanguage {
  return SIGNS.find(([, sign]) => sign.test(text))?.[0] ?? 'sql'
}

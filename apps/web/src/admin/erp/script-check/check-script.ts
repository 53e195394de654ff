import type { ScriptLanguage } from './languages.ts'
import { findOverwrite } from './overwrite.ts'
import { readScript, type Statement } from './read-script.ts'
import { findRepeatable } from './repeatable.ts'
import { findPolling, findTimeCursor } from './watching.ts'

/** The known mistakes of sync scripts. */
export const SCRIPT_MISTAKES = ['overwrite', 'no_idempotency', 'polling', 'clock_cursor'] as const
export type ScriptMistake = (typeof SCRIPT_MISTAKES)[number]

export interface Finding {
  readonly mistake: ScriptMistake
  readonly line: number
  /** The line as it stands. */
  readonly excerpt: string
}

export interface Script {
  readonly language: ScriptLanguage
  readonly statements: readonly Statement[]
}

const FINDERS: Record<ScriptMistake, (script: Script) => readonly number[]> = {
  overwrite: findOverwrite,
  no_idempotency: findRepeatable,
  polling: findPolling,
  clock_cursor: findTimeCursor,
}

/** Where a script does what goes wrong sooner or later, by its lines. Reads text alone: what it does not find may still be there. */
export function checkScript(text: string, language: ScriptLanguage): readonly Finding[] {
  const script = { language, statements: readScript(text, language) }
  const lines = text.split(/\r\n?|\n/)
  return SCRIPT_MISTAKES.flatMap((mistake) =>
    [...new Set(FINDERS[mistake](script))].map((line) => ({
      mistake,
      line,
      excerpt: (lines[line - 1] ?? '').trim().slice(0, 160),
    })),
  ).sort((one, other) => one.line - other.line)
}

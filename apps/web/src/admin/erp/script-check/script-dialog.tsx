'use client'

import { useDeferredValue, useMemo, useState } from 'react'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Field, TextArea } from '#ui/field.tsx'
import { FileButton } from '#ui/file-button.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { useWords } from '#words/locale.tsx'
import { checkScript, type Finding } from './check-script.ts'
import { guessLanguage, SCRIPT_LANGUAGES, type ScriptLanguage } from './languages.ts'
import { scriptWords } from './script-words.ts'

const MOST = 500_000

export function ScriptCheck() {
  const t = useWords(scriptWords)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.open}</Button>
      {open && <ScriptDialog onClose={() => setOpen(false)} />}
    </>
  )
}

/** Reads a script as it is typed; nothing of it leaves the page. */
function ScriptDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(scriptWords)
  const [script, setScript] = useState('')
  const [chosen, setChosen] = useState<ScriptLanguage | null>(null)
  const looked = useDeferredValue(script.slice(0, MOST))
  const language = chosen ?? guessLanguage(looked)
  const findings = useMemo(() => checkScript(looked, language), [looked, language])
  const take = ([file]: readonly File[]) => {
    if (!file) return
    setChosen(null)
    void file.text().then(setScript)
  }
  return (
    <Dialog title={t.title} hint={t.hint} wide onClose={onClose}>
      <div className="grid gap-4">
        <div className="flex flex-wrap items-center gap-3">
          <FileButton label={t.file} accept=".sql,.js,.mjs,.ts,.py,.php,.java,text/plain" onTake={take} />
          <Segmented
            label={t.language}
            value={language}
            options={SCRIPT_LANGUAGES.map((one) => ({ value: one, label: t.languages[one] }))}
            onChange={setChosen}
          />
        </div>
        <Field label={t.paste}>
          {(parts) => (
            <TextArea
              {...parts}
              rows={8}
              spellCheck={false}
              className="font-mono text-xs"
              placeholder={t.placeholder}
              value={script}
              onChange={(event) => setScript(event.target.value)}
            />
          )}
        </Field>
        {script.length > MOST && <p className="text-13 text-ink-2">{t.tooLong}</p>}
        <div role="status">{looked.trim() !== '' && <Findings findings={findings} />}</div>
      </div>
    </Dialog>
  )
}

function Findings({ findings }: { findings: readonly Finding[] }) {
  const t = useWords(scriptWords)
  if (findings.length === 0) return <p className="text-13">{t.none}</p>
  return (
    <>
      <p className="mb-2 font-medium text-13">{t.found(findings.length)}</p>
      <ul className="divide-y divide-line rounded-lg border border-line">
        {findings.map(({ mistake, line, excerpt }) => (
          <li key={`${line} ${mistake}`} className="grid gap-1 px-3 py-2.5 text-13">
            <p className="flex flex-wrap items-center gap-2">
              <Badge tone="red">{t.mistakes[mistake].name}</Badge>
              <span className="text-ink-3 text-xs">{t.line(line)}</span>
            </p>
            <code className="break-all text-ink-2 text-xs">{excerpt}</code>
            <p className="text-ink-2">{t.mistakes[mistake].why}</p>
            <p>{t.mistakes[mistake].instead}</p>
          </li>
        ))}
      </ul>
    </>
  )
}

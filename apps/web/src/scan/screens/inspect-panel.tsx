'use client'

import { MAX_PHOTOS, RETURN_GRADE_LABELS, RETURN_GRADES, type ReturnGrade, readCode } from '@baton/contract'
import { clsx } from 'clsx'
import { useState } from 'react'
import { useLabel, useWords } from '#words/locale.tsx'
import { useScans } from '../capture/use-scans.ts'
import { answer as sound } from '../feedback/answer.ts'
import { useFloor } from '../flow/floor.tsx'
import { useFollow } from '../flow/use-go.ts'
import { Button, buttonLook } from '../parts/button.tsx'
import { CodeText } from '../parts/code-text.tsx'
import { Camera, X } from '../parts/first-icons.ts'
import { usePhotos } from '../photos/use-photos.ts'
import { inspectWords } from './inspect-words.ts'
import { Undo } from './undo.tsx'

const LONGEST_NOTE = 300
const NOT_RECORDED = {
  title: { zh: '先记录质检', en: 'Record the inspection first' },
  next: { zh: '点“记录质检”或“稍后质检”，再扫', en: 'Tap “Record the inspection” or “Inspect later”, then scan' },
}

/** A return in hand: how it is, in one word, with photos. */
export function InspectPanel({ code }: { code: string }) {
  const t = useWords(inspectWords)
  const { store } = useFloor()
  const [grade, setGrade] = useState<ReturnGrade | null>(null)
  const [note, setNote] = useState('')
  const shots = usePhotos(code)
  useScansWhile(grade !== null || note.trim() !== '', () => store.say('refused', NOT_RECORDED.title, NOT_RECORDED.next))
  const save = () => {
    if (grade === null) return
    const photos = shots.photos.map(({ id }) => id)
    const scan = { kind: 'return_inspected', code, grade, note: note.trim(), photos } as const
    void store
      .record(scan, () => ({ at: 'returning' }))
      .then((isKept) => {
        if (isKept) void shots.tell(photos)
      })
  }
  return (
    <div className="grid gap-3">
      <section className="rounded-2xl border border-line bg-surface px-3 py-2.5">
        <h2 className="font-bold text-lg">{t.title}</h2>
        <CodeText code={code} className="block text-lg" />
        <p className="text-ink-3">{t.taken}</p>
      </section>
      <Undo />
      <Grades grade={grade} onChoose={setGrade} />
      <Photos shots={shots} />
      <label className="grid gap-1">
        <span className="px-1 font-semibold text-ink-2">{t.note}</span>
        <textarea
          rows={2}
          maxLength={LONGEST_NOTE}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          className="w-full rounded-2xl border border-field-line bg-surface px-3 py-2 text-base"
        />
      </label>
      <div className="grid grid-cols-[1fr_2fr] gap-2">
        <Button className="min-h-16" onClick={() => store.go({ at: 'returning' })}>
          {t.later}
        </Button>
        <Button look="primary" className="min-h-16 text-lg" disabled={grade === null} onClick={save}>
          {grade === null ? t.choose : t.save}
        </Button>
      </div>
    </div>
  )
}

/** What was chosen is not dropped for the next parcel; a badge may be scanned at any time. */
function useScansWhile(isUnsaved: boolean, refuse: () => void): void {
  const { store, stop } = useFloor()
  const follow = useFollow()
  useScans(({ text }) => {
    if (stop) sound('stop')
    else if (isUnsaved && readCode(text).kind !== 'badge') refuse()
    else void store.hear(text).then(follow)
  })
}

function Grades({ grade, onChoose }: { grade: ReturnGrade | null; onChoose: (grade: ReturnGrade) => void }) {
  const t = useWords(inspectWords)
  const label = useLabel()
  return (
    <fieldset>
      <legend className="px-1 pb-1 font-semibold text-ink-2">{t.grade}</legend>
      <div className="grid grid-cols-2 gap-2">
        {RETURN_GRADES.map((one) => (
          <Button
            key={one}
            aria-pressed={one === grade}
            look={one === grade ? 'primary' : 'plain'}
            className="min-h-14"
            onClick={() => onChoose(one)}
          >
            {label(RETURN_GRADE_LABELS[one])}
          </Button>
        ))}
      </div>
    </fieldset>
  )
}

function Photos({ shots }: { shots: ReturnType<typeof usePhotos> }) {
  const t = useWords(inspectWords)
  return (
    <section aria-labelledby="photos-title">
      <h3 id="photos-title" className="px-1 pb-1 font-semibold text-ink-2">
        {t.photos} {shots.photos.length > 0 && `${shots.photos.length}/${MAX_PHOTOS}`}
      </h3>
      <div className="grid grid-cols-3 gap-2">
        {shots.photos.map(({ id, url }, at) => (
          <div key={id} className="relative">
            <img src={url} alt={t.photo(at + 1)} className="h-24 w-full rounded-xl object-cover" />
            <button
              type="button"
              aria-label={t.dropPhoto}
              onClick={() => void shots.drop(id)}
              className="absolute top-0 right-0 grid size-12 place-items-center"
            >
              <span className="grid size-8 place-items-center rounded-full bg-black/70 text-white">
                <X aria-hidden className="size-5" />
              </span>
            </button>
          </div>
        ))}
        {shots.photos.length < MAX_PHOTOS && <AddPhoto onTake={shots.take} />}
      </div>
      {shots.hasFailed && (
        <p role="alert" className="tone tone-red mt-2 rounded-xl bg-tone-bg px-3 py-2 text-tone-fg">
          {t.photoFailed}
        </p>
      )}
      {shots.photos.length > 0 && <p className="mt-1 px-1 text-ink-3 text-sm">{t.kept}</p>}
    </section>
  )
}

function AddPhoto({ onTake }: { onTake: (file: Blob) => Promise<void> }) {
  const t = useWords(inspectWords)
  return (
    <label className={clsx(buttonLook('plain', 'h-24 flex-col has-focus-visible:outline-2'), 'cursor-pointer')}>
      <Camera aria-hidden />
      {t.addPhoto}
      <input
        type="file"
        accept="image/*"
        capture="environment"
        className="sr-only"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) void onTake(file)
          event.target.value = ''
        }}
      />
    </label>
  )
}

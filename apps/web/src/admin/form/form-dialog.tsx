'use client'

import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useBackAsks } from '#data/back-asks.ts'
import { useUnsaved } from '#data/unsaved.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { FailedLine } from '#ui/state.tsx'
import { bilingual, useWords } from '#words/locale.tsx'
import { DiscardDialog } from './discard-dialog.tsx'

const words = bilingual(
  { save: '保存', saving: '正在保存…', cancel: '取消' },
  { save: 'Save', saving: 'Saving…', cancel: 'Cancel' },
)

/** A form in a dialog: fields, what went wrong, save and cancel. What was filled in is not thrown away without asking. */
export function FormDialog({
  title,
  hint,
  form,
  onClose,
  saveLabel,
  disabled = false,
  isDanger = false,
  aside,
  children,
}: {
  title: ReactNode
  hint?: string
  form: { submit: () => Promise<void>; isChanged: boolean; busy: boolean; failure: unknown; refusals: number }
  onClose: () => void
  saveLabel?: string
  /** Whether it cannot be saved as it stands, whatever is in its fields. */
  disabled?: boolean
  /** What it does cannot be undone. */
  isDanger?: boolean
  aside?: ReactNode
  children: ReactNode
}) {
  const t = useWords(words)
  const id = useId()
  const fields = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (form.refusals > 0) showTrouble(fields.current)
  }, [form.refusals])
  const [asking, setAsking] = useState(false)
  const close = () => (form.isChanged ? setAsking(true) : onClose())
  useUnsaved(form.isChanged)
  useBackAsks(form.isChanged, () => setAsking(true))
  return (
    <>
      <Dialog
        title={title}
        {...(hint !== undefined && { hint })}
        onClose={close}
        footer={
          <>
            {aside && <div className="mr-auto">{aside}</div>}
            <Button onClick={close}>{t.cancel}</Button>
            <Button type="submit" form={id} look={isDanger ? 'danger' : 'primary'} busy={form.busy} disabled={disabled}>
              {form.busy ? t.saving : (saveLabel ?? t.save)}
            </Button>
          </>
        }
      >
        <form
          ref={fields}
          id={id}
          noValidate
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            void form.submit()
          }}
        >
          {children}
          {form.failure !== null && <FailedLine error={form.failure} />}
        </form>
      </Dialog>
      {asking && <DiscardDialog onStay={() => setAsking(false)} onDiscard={onClose} />}
    </>
  )
}

/** What is wrong may be out of sight of the button that was pressed. */
function showTrouble(form: HTMLFormElement | null): void {
  const field = form?.querySelector<HTMLElement>('[aria-invalid=true]')
  if (field) field.focus()
  else form?.querySelector('[role=alert]')?.scrollIntoView({ block: 'nearest' })
}

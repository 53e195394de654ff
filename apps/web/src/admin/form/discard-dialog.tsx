'use client'

import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { bilingual, useWords } from '#words/locale.tsx'

const words = bilingual(
  {
    title: '填写的内容还没有保存',
    hint: '现在关闭，填写的内容就没有了。',
    stay: '继续填写',
    discard: '不保存，关闭',
  },
  {
    title: 'What you filled in is not saved',
    hint: 'It is lost when you close the form now.',
    stay: 'Go on filling in',
    discard: 'Close without saving',
  },
)

/** Asks before a form that was filled in is closed. Escape goes on filling in. */
export function DiscardDialog({ onStay, onDiscard }: { onStay: () => void; onDiscard: () => void }) {
  const t = useWords(words)
  return (
    <Dialog
      title={t.title}
      hint={t.hint}
      onClose={onStay}
      footer={
        <>
          <Button look="danger" onClick={onDiscard}>
            {t.discard}
          </Button>
          <Button look="primary" onClick={onStay}>
            {t.stay}
          </Button>
        </>
      }
    >
      {null}
    </Dialog>
  )
}

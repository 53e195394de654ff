'use client'

import type { ReactNode } from 'react'
import { Button } from '#ui/button.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { Dialog } from '#ui/dialog.tsx'

/** A new credential, shown this once. */
export function IssuedDialog({
  words,
  rows,
  onClose,
  children,
}: {
  words: { readonly issued: string; readonly issuedHint: string; readonly close: string }
  rows: readonly { readonly name: string; readonly value: string }[]
  onClose: () => void
  /** What to do with it. */
  children?: ReactNode
}) {
  return (
    <Dialog
      title={words.issued}
      hint={words.issuedHint}
      onClose={onClose}
      footer={<Button onClick={onClose}>{words.close}</Button>}
    >
      <dl className="grid gap-3">
        {rows.map(({ name, value }) => (
          <div key={name}>
            <dt className="text-13 text-ink-3">{name}</dt>
            <dd className="flex items-center gap-1">
              <code className="min-w-0 break-all font-mono text-13">{value}</code>
              <CopyButton text={value} what={name} />
            </dd>
          </div>
        ))}
      </dl>
      {children}
    </Dialog>
  )
}

'use client'

import { type ReactNode, useState } from 'react'
import { useSayFailure } from '#ui/say-failure.ts'
import { Switch } from '#ui/switch.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'

interface Enabling {
  readonly isPending: boolean
  readonly error: unknown
  mutate(
    input: { id: string; enabled: boolean },
    how: { onSuccess: () => void; onError: (error: unknown) => void },
  ): void
}

/** On at once; off only after a second look at what that means. */
export function EnableSwitch({
  of: { id, enabled },
  label,
  action,
  disabled = false,
  off,
  children,
}: {
  of: { readonly id: string; readonly enabled: boolean }
  label: string
  action: Enabling
  disabled?: boolean
  /** What is asked before it goes off. */
  off: { readonly title: string; readonly confirm: string }
  children: ReactNode
}) {
  const sayFailure = useSayFailure()
  const [asking, setAsking] = useState(false)
  const set = (on: boolean) =>
    action.mutate(
      { id, enabled: on },
      { onSuccess: () => setAsking(false), onError: (error) => on && sayFailure(error) },
    )
  return (
    <>
      <Switch
        checked={enabled}
        disabled={disabled}
        busy={action.isPending}
        aria-label={label}
        onCheckedChange={(on) => (on ? set(true) : setAsking(true))}
      />
      {asking && (
        <ConfirmDialog {...off} danger action={action} onConfirm={() => set(false)} onClose={() => setAsking(false)}>
          {children}
        </ConfirmDialog>
      )}
    </>
  )
}

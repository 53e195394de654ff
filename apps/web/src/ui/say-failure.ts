'use client'

import { useCallback } from 'react'
import { clientFailure, failureLabel } from '#data/failure.ts'
import { useLabel } from '#words/locale.tsx'
import { useToast } from './toast.tsx'

/** Says in passing why something was not done, where no dialog is open to say it. */
export function useSayFailure(): (error: unknown) => void {
  const say = useToast()
  const label = useLabel()
  return useCallback((error) => say('bad', label(failureLabel(clientFailure(error).code))), [say, label])
}

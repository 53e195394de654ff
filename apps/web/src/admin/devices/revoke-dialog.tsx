'use client'

import type { DeviceView } from '@baton/contract'
import { useToast } from '#ui/toast.tsx'
import { useWords } from '#words/locale.tsx'
import { ConfirmDialog } from '../form/confirm-dialog.tsx'
import { useDeviceChanges } from './use-devices.ts'
import { deviceWords } from './words.ts'

interface DialogProps {
  readonly device: DeviceView
  readonly onClose: () => void
}

export function RevokeDialog({ device, onClose }: DialogProps) {
  const t = useWords(deviceWords)
  const { revoke } = useDeviceChanges()
  return (
    <ConfirmDialog
      title={t.revokeTitle(device.name)}
      confirm={t.revoke}
      danger
      action={revoke}
      onConfirm={() => revoke.mutate({ id: device.id }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>{t.revokeHint}</p>
    </ConfirmDialog>
  )
}

/** What a revoked device uploaded takes effect only after a person has looked. */
export function ReleaseDialog({ device, onClose }: DialogProps) {
  const t = useWords(deviceWords)
  const say = useToast()
  const { release } = useDeviceChanges()
  const onSuccess = ({ released }: { released: number }) => {
    say('good', t.released(released))
    onClose()
  }
  return (
    <ConfirmDialog
      title={t.releaseTitle(device.name)}
      confirm={t.release}
      action={release}
      onConfirm={() => release.mutate({ id: device.id }, { onSuccess })}
      onClose={onClose}
    >
      <p>{t.releaseHint(device.quarantined)}</p>
    </ConfirmDialog>
  )
}

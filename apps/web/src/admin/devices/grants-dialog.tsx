'use client'

import { DEVICE_GRANT_LABELS, DEVICE_GRANTS, DeviceGrantsInput, type DeviceView } from '@baton/contract'
import { useLabel, useWords } from '#words/locale.tsx'
import { CheckList } from '../form/check-list.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { useDone } from '../form/use-done.ts'
import { useForm } from '../form/use-form.ts'
import { useDeviceChanges } from './use-devices.ts'
import { deviceWords } from './words.ts'

/** A scan gun at the dock need not pack, a PDA at the packing table need not ship. */
export function GrantsDialog({ device, onClose }: { device: DeviceView; onClose: () => void }) {
  const t = useWords(deviceWords)
  const label = useLabel()
  const { setGrants } = useDeviceChanges()
  const form = useForm({
    schema: DeviceGrantsInput,
    start: { id: device.id, grants: [...device.grants] },
    send: (input) => setGrants.mutateAsync(input),
    onDone: useDone(t.grantsSaved, onClose),
  })
  return (
    <FormDialog title={t.grantsTitle(device.name)} hint={t.grantsHint} form={form} onClose={onClose}>
      <CheckList
        label={t.grants}
        options={DEVICE_GRANTS.map((grant) => ({ value: grant, label: label(DEVICE_GRANT_LABELS[grant]) }))}
        chosen={form.draft.grants}
        onChange={(grants) => form.set('grants', grants)}
      />
    </FormDialog>
  )
}

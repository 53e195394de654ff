'use client'

import {
  DEVICE_GRANT_LABELS,
  DEVICE_GRANTS,
  type DeviceGrant,
  DeviceGrantsInput,
  type DeviceView,
} from '@baton/contract'
import { useToast } from '#ui/toast.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { useForm } from '../form/use-form.ts'
import { useDeviceChanges } from './use-devices.ts'
import { deviceWords } from './words.ts'

/** A scan gun at the dock need not pack, a PDA at the packing table need not ship. */
export function GrantsDialog({ device, onClose }: { device: DeviceView; onClose: () => void }) {
  const t = useWords(deviceWords)
  const label = useLabel()
  const say = useToast()
  const { setGrants } = useDeviceChanges()
  const form = useForm({
    schema: DeviceGrantsInput,
    start: { id: device.id, grants: [...device.grants] },
    send: (input) => setGrants.mutateAsync(input),
    onDone: () => {
      say('good', t.grantsSaved)
      onClose()
    },
  })
  const { grants } = form.draft
  const toggle = (grant: DeviceGrant) =>
    form.set('grants', grants.includes(grant) ? grants.filter((one) => one !== grant) : [...grants, grant])
  return (
    <FormDialog title={t.grantsTitle(device.name)} hint={t.grantsHint} form={form} onClose={onClose}>
      <div className="grid gap-1">
        {DEVICE_GRANTS.map((grant) => (
          <label key={grant} className="press-target flex min-h-11 items-center gap-2.5 text-sm">
            <input
              type="checkbox"
              className="size-4.5 accent-accent"
              checked={grants.includes(grant)}
              onChange={() => toggle(grant)}
            />
            {label(DEVICE_GRANT_LABELS[grant])}
          </label>
        ))}
      </div>
    </FormDialog>
  )
}

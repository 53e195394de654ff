'use client'

import { ChannelSaveInput, type ChannelView, type DriverView, PLATFORM_LABELS } from '@baton/contract'
import { CopyButton } from '#ui/copy-button.tsx'
import { Field, Input } from '#ui/field.tsx'
import { Fold } from '#ui/fold.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { CredentialFields } from '../form/credential-fields.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { LoadedDialog } from '../form/loaded-dialog.tsx'
import { SelectField } from '../form/select-field.tsx'
import { TextField } from '../form/text-field.tsx'
import { useDone } from '../form/use-done.ts'
import { useForm } from '../form/use-form.ts'
import { useChannelChanges, useDrivers } from './use-channels.ts'
import { channelWords } from './words.ts'

/** Adds an app or edits one; the fields are the driver's own, secrets go in and never come out. */
export function ChannelDialog({ channel, onClose }: { channel: ChannelView | undefined; onClose: () => void }) {
  const t = useWords(channelWords)
  const drivers = useDrivers()
  return (
    <LoadedDialog query={drivers} title={channel ? t.edit : t.add} onClose={onClose}>
      {(known) => <ChannelForm drivers={known} channel={channel} onClose={onClose} />}
    </LoadedDialog>
  )
}

function ChannelForm({
  drivers,
  channel,
  onClose,
}: {
  drivers: readonly DriverView[]
  channel: ChannelView | undefined
  onClose: () => void
}) {
  const t = useWords(channelWords)
  const label = useLabel()
  const { save } = useChannelChanges()
  const form = useForm({
    schema: ChannelSaveInput,
    start: {
      ...(channel && { id: channel.id, seenAt: channel.savedAt }),
      platform: channel?.platform ?? drivers[0]?.platform ?? 'own-shop',
      name: channel?.name ?? '',
      fields: {} as Record<string, string | null>,
      endpoints: { ...channel?.endpoints } as Record<string, string>,
    },
    send: save.mutateAsync,
    onDone: useDone(t.saved, onClose),
  })
  const driver = drivers.find(({ platform }) => platform === form.draft.platform)
  return (
    <FormDialog title={channel ? `${t.edit} · ${channel.name}` : t.add} form={form} onClose={onClose}>
      <SelectField
        label={t.platform}
        required
        disabled={channel !== undefined}
        options={drivers.map(({ platform }) => ({ value: platform, label: label(PLATFORM_LABELS[platform]) }))}
        {...form.choice('platform')}
        onChoose={(platform) => {
          form.set('platform', platform)
          form.set('fields', {})
          form.set('endpoints', {})
        }}
      />
      <TextField label={t.name} hint={t.nameHint} required maxLength={80} {...form.text('name')} />
      <CredentialFields
        fields={driver?.appFields ?? []}
        values={form.draft.fields}
        stored={channel?.fieldsSet ?? []}
        errorOf={(key) => form.errorOf(`fields.${key}`)}
        onChange={(values) => form.set('fields', values)}
      />
      {driver?.redirectUri && <RedirectUri uri={driver.redirectUri} />}
      <Endpoints
        known={driver?.endpoints ?? {}}
        values={form.draft.endpoints}
        errorOf={(key) => form.errorOf(`endpoints.${key}`)}
        onChange={(values) => form.set('endpoints', values)}
      />
      {channel && channel.shops.length > 0 && isElsewhere(channel.endpoints, form.draft.endpoints) && (
        <p className="tone tone-amber rounded-lg bg-tone-bg px-3 py-2 text-13 text-tone-fg">{t.otherHost}</p>
      )}
    </FormDialog>
  )
}

/** Whether an address of its own is on another host than the one that is stored. */
function isElsewhere(stored: Readonly<Record<string, string>>, entered: Readonly<Record<string, string>>): boolean {
  const keys = new Set([...Object.keys(stored), ...Object.keys(entered)])
  return [...keys].some((key) => originOf(stored[key]) !== originOf(entered[key]))
}

function originOf(address = ''): string {
  return URL.canParse(address) ? new URL(address).origin : ''
}

/** Ops copy it into the platform's console; without it the platform's authorise page sends nobody back. */
function RedirectUri({ uri }: { uri: string }) {
  const t = useWords(channelWords)
  return (
    <div className="grid gap-1.5">
      <p className="font-medium text-13 text-ink-2">{t.redirectUri}</p>
      <p className="flex items-center gap-1 font-mono text-xs">
        <span className="min-w-0 break-all">{uri}</span>
        <CopyButton text={uri} what={t.redirectUri} />
      </p>
      <p className="text-ink-3 text-xs">{t.redirectUriHint}</p>
    </div>
  )
}

function Endpoints({
  known,
  values,
  errorOf,
  onChange,
}: {
  known: Readonly<Record<string, string>>
  values: Record<string, string>
  errorOf: (key: string) => { error?: string }
  onChange: (values: Record<string, string>) => void
}) {
  const t = useWords(channelWords)
  const keys = Object.keys(known)
  if (keys.length === 0) return null
  return (
    <Fold title={t.endpoints}>
      <div className="grid gap-3 px-3 pt-1 pb-3">
        {keys.map((key) => (
          <Field key={key} label={key} hint={known[key] ? t.endpointsHint : t.endpointsNeeded} {...errorOf(key)}>
            {(parts) => (
              <Input
                {...parts}
                type="url"
                className="font-mono text-xs"
                placeholder={known[key]}
                value={values[key] ?? ''}
                onChange={(event) => {
                  const { [key]: _, ...others } = values
                  onChange(event.target.value === '' ? others : { ...others, [key]: event.target.value })
                }}
              />
            )}
          </Field>
        ))}
      </div>
    </Fold>
  )
}

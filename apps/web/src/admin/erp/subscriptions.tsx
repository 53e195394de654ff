'use client'

import {
  ERP_EVENT_TYPES,
  ErpSubscribeInput,
  type ErpSubscriptionView,
  type ErpView,
  type IssuedSubscription,
} from '@baton/contract'
import { Radio } from 'lucide-react'
import { useState } from 'react'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { useSayFailure } from '#ui/say-failure.ts'
import { FailedLine } from '#ui/state.tsx'
import { useToast } from '#ui/toast.tsx'
import { useWords } from '#words/locale.tsx'
import { CheckList } from '../form/check-list.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { IssuedDialog } from '../form/issued-dialog.tsx'
import { TextField } from '../form/text-field.tsx'
import { useForm } from '../form/use-form.ts'
import { ConformanceDialog } from './conformance-dialog.tsx'
import { conformanceWords } from './conformance-words.ts'
import { useErpChanges, useSubscriptions } from './use-erp.ts'
import { erpWords } from './words.ts'

/** Where one ERP wants to hear of events; adding an address shows its secret once. */
export function Subscriptions({ erp, mayManage }: { erp: ErpView; mayManage: boolean }) {
  const t = useWords(erpWords)
  const subscriptions = useSubscriptions()
  const [adding, setAdding] = useState(false)
  const [issued, setIssued] = useState<IssuedSubscription | null>(null)
  const own = subscriptions.data?.filter((one) => one.erpId === erp.id) ?? []
  return (
    <div className="grid gap-2">
      <div className="flex items-center justify-between gap-2">
        <h3 className="font-medium text-13 text-ink-2">{t.events}</h3>
        {mayManage && (
          <Button size="small" onClick={() => setAdding(true)}>
            <Radio />
            {t.subscribe}
          </Button>
        )}
      </div>
      {subscriptions.isLoadingError && <FailedLine error={subscriptions.error} />}
      {subscriptions.data && own.length === 0 && <p className="text-13 text-ink-3">{t.noEvents}</p>}
      <ul className="grid gap-2">
        {own.map((one) => (
          <SubscriptionLine key={one.id} subscription={one} mayManage={mayManage} />
        ))}
      </ul>
      {adding && <SubscribeDialog erp={erp} onIssued={setIssued} onClose={() => setAdding(false)} />}
      {issued && (
        <IssuedDialog
          words={{ issued: t.eventSecret, issuedHint: t.eventSecretHint, close: t.close }}
          rows={[{ name: t.secret, value: issued.secret }]}
          onClose={() => setIssued(null)}
        />
      )}
    </div>
  )
}

function SubscriptionLine({ subscription, mayManage }: { subscription: ErpSubscriptionView; mayManage: boolean }) {
  const t = useWords(erpWords)
  const say = useToast()
  const { testSubscription, unsubscribe } = useErpChanges()
  const conformance = useWords(conformanceWords)
  const [trying, setTrying] = useState(false)
  const onError = useSayFailure()
  return (
    <li className="grid gap-1 text-13">
      <p className="flex flex-wrap items-center gap-2">
        <code className="min-w-0 break-all font-mono">{subscription.url}</code>
        {subscription.disabledAt && <Badge tone="red">{t.gone}</Badge>}
      </p>
      <p className="text-ink-3 text-xs">{subscription.types.join(' · ')}</p>
      {mayManage && (
        <p className="flex flex-wrap gap-2">
          <Button
            size="small"
            look="quiet"
            disabled={subscription.disabledAt !== null}
            onClick={() =>
              testSubscription.mutate({ id: subscription.id }, { onError, onSuccess: () => say('good', t.tested) })
            }
          >
            {t.test}
          </Button>
          <Button
            size="small"
            look="quiet"
            disabled={subscription.disabledAt !== null || !subscription.types.includes('order.shipped')}
            onClick={() => setTrying(true)}
          >
            {conformance.open}
          </Button>
          <Button size="small" look="quiet" onClick={() => unsubscribe.mutate({ id: subscription.id }, { onError })}>
            {t.unsubscribe}
          </Button>
        </p>
      )}
      {trying && <ConformanceDialog subscription={subscription} onClose={() => setTrying(false)} />}
    </li>
  )
}

function SubscribeDialog({
  erp,
  onIssued,
  onClose,
}: {
  erp: ErpView
  onIssued: (issued: IssuedSubscription) => void
  onClose: () => void
}) {
  const t = useWords(erpWords)
  const { subscribe } = useErpChanges()
  const form = useForm({
    schema: ErpSubscribeInput,
    start: { erpId: erp.id, url: '', types: [...ERP_EVENT_TYPES] as ErpSubscribeInput['types'] },
    send: async (input) => onIssued(await subscribe.mutateAsync(input)),
    onDone: onClose,
  })
  return (
    <FormDialog title={t.subscribe} hint={t.subscribeHint} form={form} onClose={onClose}>
      <TextField
        label={t.url}
        required
        inputMode="url"
        placeholder="https://erp.example.cn/baton"
        maxLength={500}
        {...form.text('url')}
        onText={(url) => form.set('url', url.trim())}
      />
      <CheckList
        label={t.events}
        options={ERP_EVENT_TYPES.map((type) => ({ value: type, label: type }))}
        chosen={form.draft.types}
        onChange={(types) => form.set('types', types)}
        className="font-mono"
      />
    </FormDialog>
  )
}

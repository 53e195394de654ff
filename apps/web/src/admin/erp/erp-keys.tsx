'use client'

import type { ErpView, IssuedErpKey } from '@baton/contract'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { clientFailure, failureLabel } from '#data/failure.ts'
import { Ago } from '#time/instant.tsx'
import { Button } from '#ui/button.tsx'
import { useToast } from '#ui/toast.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { ConfirmDialog } from '../form/confirm-dialog.tsx'
import { IssuedDialog } from '../form/issued-dialog.tsx'
import { useErpChanges } from './use-erp.ts'
import { erpWords } from './words.ts'

/** The keys of one ERP; a new one shows its secret once. */
export function ErpKeys({ erp, mayManage }: { erp: ErpView; mayManage: boolean }) {
  const t = useWords(erpWords)
  const label = useLabel()
  const say = useToast()
  const { issueKey, revokeKey } = useErpChanges()
  const [issued, setIssued] = useState<IssuedErpKey | null>(null)
  const [revoking, setRevoking] = useState<string | null>(null)
  const issue = () =>
    issueKey.mutate(
      { id: erp.id },
      { onSuccess: setIssued, onError: (error) => say('bad', label(failureLabel(clientFailure(error).code))) },
    )
  return (
    <div className="grid gap-2">
      <div className="flex items-center justify-between gap-2">
        <h3 className="font-medium text-13 text-ink-2">{t.keys}</h3>
        {mayManage && (
          <Button size="small" busy={issueKey.isPending} onClick={issue}>
            <KeyRound />
            {t.issue}
          </Button>
        )}
      </div>
      {erp.keys.length === 0 && <p className="text-13 text-ink-3">{t.noKeys}</p>}
      <ul className="grid gap-1.5">
        {erp.keys.map((key) => (
          <li key={key.keyId} className="flex flex-wrap items-center gap-x-3 gap-y-1 text-13">
            <code className="min-w-0 break-all font-mono">{key.keyId}</code>
            <span className="text-ink-3">
              {key.revokedAt ? t.revoked : key.lastUsedAt ? t.lastUsed : t.never}{' '}
              {!key.revokedAt && key.lastUsedAt && <Ago at={key.lastUsedAt} />}
            </span>
            {mayManage && !key.revokedAt && (
              <Button size="small" look="quiet" className="ml-auto" onClick={() => setRevoking(key.keyId)}>
                {t.revoke}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {issued && (
        <IssuedDialog
          words={t}
          rows={[
            { name: t.keyId, value: issued.keyId },
            { name: t.secret, value: issued.secret },
          ]}
          onClose={() => setIssued(null)}
        />
      )}
      {revoking && (
        <ConfirmDialog
          title={t.revokeTitle}
          confirm={t.revoke}
          danger
          action={revokeKey}
          onConfirm={() => revokeKey.mutate({ erpId: erp.id, keyId: revoking }, { onSuccess: () => setRevoking(null) })}
          onClose={() => setRevoking(null)}
        >
          <p>
            <code className="break-all font-mono">{revoking}</code>
          </p>
          <p>{t.revokeHint}</p>
        </ConfirmDialog>
      )}
    </div>
  )
}

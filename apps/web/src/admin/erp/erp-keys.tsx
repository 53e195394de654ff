'use client'

import type { ErpView, IssuedErpKey, IssuedErpLogin } from '@baton/contract'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { clientFailure, failureLabel } from '#data/failure.ts'
import { Ago } from '#time/instant.tsx'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { useSayFailure } from '#ui/say-failure.ts'
import { useToast } from '#ui/toast.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { ConfirmDialog } from '../form/confirm-dialog.tsx'
import { IssuedDialog } from '../form/issued-dialog.tsx'
import { IssuedLoginDialog, SqlBlock } from './issued-login-dialog.tsx'
import { useErpChanges } from './use-erp.ts'
import { erpWords } from './words.ts'

/** One in use, and the one that takes its place. */
const MOST_VALID = 2

/** The keys of one ERP, or the logins of a database connector; a new one shows its secret once. */
export function ErpKeys({ erp, mayManage }: { erp: ErpView; mayManage: boolean }) {
  const t = useWords(erpWords)
  const { revokeKey } = useErpChanges()
  const [revoking, setRevoking] = useState<string | null>(null)
  const isLogin = erp.kind === 'database'
  const isFull = erp.keys.filter((key) => !key.revokedAt).length >= MOST_VALID
  return (
    <div className="grid gap-2">
      <div className="flex items-center justify-between gap-2">
        <h3 className="font-medium text-13 text-ink-2">{isLogin ? t.logins : t.keys}</h3>
        {mayManage && (isLogin ? <NewLogin erp={erp} isFull={isFull} /> : <NewKey erp={erp} isFull={isFull} />)}
      </div>
      {mayManage && isFull && <p className="text-13 text-ink-3">{isLogin ? t.twoLogins : t.twoKeys}</p>}
      {erp.keys.length === 0 && <p className="text-13 text-ink-3">{isLogin ? t.noLogins : t.noKeys}</p>}
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
      {revoking && (
        <ConfirmDialog
          title={isLogin ? t.revokeLoginTitle : t.revokeTitle}
          confirm={t.revoke}
          danger
          action={revokeKey}
          onConfirm={() => revokeKey.mutate({ erpId: erp.id, keyId: revoking }, { onSuccess: () => setRevoking(null) })}
          onClose={() => setRevoking(null)}
        >
          <p>
            <code className="break-all font-mono">{revoking}</code>
          </p>
          <p>{isLogin ? t.revokeLoginHint : t.revokeHint}</p>
        </ConfirmDialog>
      )}
    </div>
  )
}

/** The secret stays in sight although the key that it came with was the last that fits. */
function NewKey({ erp, isFull }: { erp: ErpView; isFull: boolean }) {
  const t = useWords(erpWords)
  const sayFailure = useSayFailure()
  const { issueKey } = useErpChanges()
  const [issued, setIssued] = useState<IssuedErpKey | null>(null)
  const issue = () => issueKey.mutate({ id: erp.id }, { onSuccess: setIssued, onError: sayFailure })
  return (
    <>
      {!isFull && (
        <Button size="small" busy={issueKey.isPending} onClick={issue}>
          <KeyRound />
          {t.issue}
        </Button>
      )}
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
    </>
  )
}

function NewLogin({ erp, isFull }: { erp: ErpView; isFull: boolean }) {
  const t = useWords(erpWords)
  const label = useLabel()
  const say = useToast()
  const { issueLogin } = useErpChanges()
  const [issued, setIssued] = useState<IssuedErpLogin | null>(null)
  const [missing, setMissing] = useState<{ why: string; sql: string } | null>(null)
  const onError = (error: unknown) => {
    const { code, fields } = clientFailure(error)
    const why = label(failureLabel(code))
    if (fields.sql) setMissing({ why, sql: fields.sql })
    else say('bad', why)
  }
  return (
    <>
      {!isFull && (
        <Button
          size="small"
          busy={issueLogin.isPending}
          onClick={() => issueLogin.mutate({ id: erp.id }, { onSuccess: setIssued, onError })}
        >
          <KeyRound />
          {t.issueLogin}
        </Button>
      )}
      {issued && <IssuedLoginDialog login={issued} onClose={() => setIssued(null)} />}
      {missing && (
        <Dialog title={t.issueLogin} hint={missing.why} onClose={() => setMissing(null)}>
          <SqlBlock title={t.notAllowed} what={t.sql} sql={missing.sql} />
        </Dialog>
      )}
    </>
  )
}

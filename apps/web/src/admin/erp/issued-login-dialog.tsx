'use client'

import type { IssuedErpLogin } from '@baton/contract'
import { CopyButton } from '#ui/copy-button.tsx'
import { useWords } from '#words/locale.tsx'
import { IssuedDialog } from '../form/issued-dialog.tsx'
import { erpWords } from './words.ts'

const EXAMPLE = `INSERT INTO erp_inbox.writes
  (key, order_number,
   status, carrier, waybill)
VALUES
  ('shipped:A-1001:YT7700001',
   'A-1001', 'shipped',
   'YTO', 'YT7700001');

SELECT verdict, code, message
FROM erp_inbox.writes WHERE key =
  'shipped:A-1001:YT7700001';`

/** Where a database connector signs in, its password this once, and the two statements it needs. */
export function IssuedLoginDialog({ login, onClose }: { login: IssuedErpLogin; onClose: () => void }) {
  const t = useWords(erpWords)
  const words = { issued: t.issuedLogin, issuedHint: t.issuedLoginHint, close: t.close }
  return (
    <IssuedDialog
      words={words}
      rows={[
        { name: t.host, value: login.host },
        { name: t.port, value: String(login.port) },
        { name: t.database, value: login.database },
        { name: t.user, value: login.user },
        { name: t.password, value: login.password },
      ]}
      onClose={onClose}
    >
      <SqlBlock title={t.sqlTitle} what={t.sql} sql={EXAMPLE} />
    </IssuedDialog>
  )
}

/** Statements to copy; long lines scroll. */
export function SqlBlock({ title, what, sql }: { title: string; what: string; sql: string }) {
  return (
    <div className="mt-4 grid gap-1">
      <div className="flex items-center justify-between gap-2">
        <h3 className="text-13 text-ink-3">{title}</h3>
        <CopyButton text={sql} what={what} />
      </div>
      <pre className="whitespace-pre-wrap rounded-lg border border-line bg-sunken p-3 font-mono text-13">{sql}</pre>
    </div>
  )
}

'use client'

import { deliveryCodeLabel } from '@baton/contract'
import { useLabel } from '#words/locale.tsx'

/** An outcome in words where it is ours, and as it came where it is the platform's. */
export function DeliveryCode({ code }: { code: string | null }) {
  const label = useLabel()
  if (code === null) return <span className="text-ink-3">—</span>
  const known = deliveryCodeLabel(code)
  return known ? <span>{label(known)}</span> : <code className="break-all font-mono">{code}</code>
}

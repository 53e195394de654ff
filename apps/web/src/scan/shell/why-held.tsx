import { HOLD_REASON_LABELS, type HoldReason } from '@baton/contract'
import { useEffect, useState } from 'react'
import { useLabel } from '#words/locale.tsx'
import type { StopShown } from '../flow/use-stops-shown.ts'
import { outbox } from '../outbox/outbox.ts'
import { useOutbox } from '../outbox/use-outbox.ts'

/** The reason of a hold: as the server told it of this scan, else as the list of stops on this device knows it. */
export function WhyHeld({ stop: { scanId, code } }: { stop: StopShown }) {
  const label = useLabel()
  const told = useOutbox(({ refused }) => refused.find(({ scan }) => scan.id === scanId)?.outcome.about ?? null)
  const [listed, setListed] = useState<string | null>(null)
  useEffect(() => {
    const look = async () => {
      const list = await (await outbox.open()).get('stops', 'stops')
      setListed(list?.stops.find((one) => one.code === code || one.orderId === code)?.about ?? null)
    }
    look().catch(() => {})
  }, [code])
  const reason = told ?? listed
  if (reason === null || !Object.hasOwn(HOLD_REASON_LABELS, reason)) return null
  return <p className="font-bold text-2xl">{label(HOLD_REASON_LABELS[reason as HoldReason])}</p>
}

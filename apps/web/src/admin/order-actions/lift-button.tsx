'use client'

import { HOLD_REASON_LABELS, type HoldReason } from '@baton/contract'
import { useMay } from '#data/session.ts'
import { Button } from '#ui/button.tsx'
import { useSayFailure } from '#ui/say-failure.ts'
import { useLabel, useWords } from '#words/locale.tsx'
import { useTell } from './order-actions.tsx'
import { useOrderActions } from './use-order-actions.ts'
import { actionWords } from './words.ts'

/** Lifts one reason from one order; what the channel placed the answer refuses. */
export function LiftButton({ orderId, reason }: { orderId: string; reason: HoldReason }) {
  const t = useWords(actionWords)
  const label = useLabel()
  const sayFailure = useSayFailure()
  const tell = useTell()
  const { lift } = useOrderActions()
  if (!useMay('orders.hold')) return null
  return (
    <Button
      size="small"
      busy={lift.isPending}
      aria-label={t.liftOf(label(HOLD_REASON_LABELS[reason]))}
      onClick={() =>
        lift.mutate(
          { ids: [orderId], reason },
          {
            onSuccess: ([result]) => tell(result),
            onError: sayFailure,
          },
        )
      }
    >
      {t.lift}
    </Button>
  )
}

import { useNowByMinute } from '#time/use-now.ts'
import { timeWords } from '#time/words.ts'
import { bilingual, useWords } from '#words/locale.tsx'
import { packsFetchedAt } from '../outbox/packs-here.ts'
import { useOutbox } from '../outbox/use-outbox.ts'

const words = bilingual(
  { kept: (ago: string) => `离线：商品清单是本机的，更新于${ago}` },
  { kept: (ago: string) => `Offline: the items are from this device’s own list of ${ago}` },
)

/** Without network the items are as old as they are: said, so that nobody trusts them blindly. */
export function KeptAge() {
  const t = useWords(words)
  const time = useWords(timeWords)
  const sending = useOutbox((state) => state.sending)
  const now = useNowByMinute()
  const at = packsFetchedAt()
  if (at === null || sending !== 'offline') return null
  return (
    <p className="tone tone-amber rounded-xl bg-tone-bg px-3 py-1.5 font-medium text-sm text-tone-fg leading-snug">
      {t.kept(time.ago(Math.max(0, now - at)))}
    </p>
  )
}

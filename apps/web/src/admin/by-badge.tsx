import { IdCard } from 'lucide-react'
import { clientFailure } from '#data/failure.ts'
import { type Standing, useLastFailure } from '#data/last-failure.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Empty } from '#ui/state.tsx'
import { bilingual, useWords } from '#words/locale.tsx'

const byBadgeWords = bilingual(
  { title: '您是扫工牌进来的', signIn: '用密码登录' },
  { title: 'You are here by badge', signIn: 'Sign in with the password' },
)

/** Whether a read was refused because a badge and its PIN are no way to it. */
export function useIsByBadge(read: Standing): boolean {
  return clientFailure(useLastFailure(read)).code === 'PASSWORD_SESSION_NEEDED'
}

/** In place of a room that a password opens and a badge does not. `path`: where the person goes on after signing in. */
export function ByBadge({ hint, path }: { hint: string; path: string }) {
  const t = useWords(byBadgeWords)
  return (
    <Card>
      <Empty icon={<IdCard />} title={t.title} hint={hint}>
        <Button look="primary" asChild>
          <a href={`/sign-in/?next=${encodeURIComponent(path)}`}>{t.signIn}</a>
        </Button>
      </Empty>
    </Card>
  )
}

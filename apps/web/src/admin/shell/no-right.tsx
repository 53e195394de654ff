'use client'

import { DoorClosed } from 'lucide-react'
import Link from 'next/link'
import { usePerson } from '#data/session.ts'
import { homeOf } from '#sign-in/next-page.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Empty } from '#ui/state.tsx'
import { useWords } from '#words/locale.tsx'
import { shellWords } from './words.ts'

/** For an address that was typed, kept or sent by somebody with other rights. */
export function NoRight() {
  const t = useWords(shellWords)
  const { role } = usePerson()
  return (
    <Card>
      <h1 className="sr-only">{t.noRight}</h1>
      <Empty icon={<DoorClosed />} title={t.noRight} hint={t.noRightHint}>
        <Button asChild>
          <Link href={homeOf(role)}>{t.home}</Link>
        </Button>
      </Empty>
    </Card>
  )
}

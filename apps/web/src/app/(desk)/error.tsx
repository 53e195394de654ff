'use client'

import { BrokenRoom } from '#ui/broken-room.tsx'

export default function ErrorPage({ reset }: { reset: () => void }) {
  return <BrokenRoom onAgain={reset} />
}

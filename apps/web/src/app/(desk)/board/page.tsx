import type { Metadata } from 'next'
import { BoardRoom } from '#board/board-room.tsx'

export const metadata: Metadata = { title: '看板 · 接力 Baton' }

export default function Page() {
  return <BoardRoom />
}

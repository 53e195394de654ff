import { HandOversRoom } from '#admin/hand-overs/hand-overs-room.tsx'

export default function Page() {
  return <HandOversRoom />
}

import { ReturnsRoom } from '#admin/returns/returns-room.tsx'

export default function Page() {
  return <ReturnsRoom />
}

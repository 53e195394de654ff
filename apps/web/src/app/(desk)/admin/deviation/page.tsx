import { DeviationRoom } from '#admin/deviation/deviation-room.tsx'

export default function Page() {
  return <DeviationRoom />
}

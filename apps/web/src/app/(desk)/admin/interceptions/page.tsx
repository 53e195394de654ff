import { InterceptionsRoom } from '#admin/interceptions/interceptions-room.tsx'

export default function Page() {
  return <InterceptionsRoom />
}

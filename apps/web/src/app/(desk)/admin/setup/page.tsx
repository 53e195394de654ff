import { SetupRoom } from '#admin/setup/setup-room.tsx'

export default function Page() {
  return <SetupRoom />
}

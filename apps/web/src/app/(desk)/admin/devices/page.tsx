import { DevicesRoom } from '#admin/devices/devices-room.tsx'

export default function Page() {
  return <DevicesRoom />
}

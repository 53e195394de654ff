import { AlertsRoom } from '#admin/alerts/alerts-room.tsx'

export default function Page() {
  return <AlertsRoom />
}

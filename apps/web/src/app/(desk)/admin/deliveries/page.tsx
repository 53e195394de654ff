import { DeliveriesRoom } from '#admin/deliveries/deliveries-room.tsx'

export default function Page() {
  return <DeliveriesRoom />
}

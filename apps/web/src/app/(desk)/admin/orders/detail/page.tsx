import { OrderDetailRoom } from '#admin/order-detail/detail-room.tsx'

export default function Page() {
  return <OrderDetailRoom />
}

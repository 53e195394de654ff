import { OrdersRoom } from '#admin/orders/orders-room.tsx'

export default function Page() {
  return <OrdersRoom />
}

import { WarehousesRoom } from '#admin/catalogue/warehouses-room.tsx'

export default function Page() {
  return <WarehousesRoom />
}

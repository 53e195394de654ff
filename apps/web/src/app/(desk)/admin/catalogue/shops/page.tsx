import { ShopsRoom } from '#admin/catalogue/shops-room.tsx'

export default function Page() {
  return <ShopsRoom />
}

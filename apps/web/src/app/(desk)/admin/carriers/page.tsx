import { CarriersRoom } from '#admin/carriers/carriers-room.tsx'

export default function Page() {
  return <CarriersRoom />
}

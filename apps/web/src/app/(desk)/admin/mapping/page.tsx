import { MappingRoom } from '#admin/mapping/mapping-room.tsx'

export default function Page() {
  return <MappingRoom />
}

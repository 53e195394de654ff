import { StaffRoom } from '#admin/staff/staff-room.tsx'

export default function Page() {
  return <StaffRoom />
}

import { PrintersRoom } from '#admin/printers/printers-room.tsx'

export default function Page() {
  return <PrintersRoom />
}

import { SheetRoom } from '#admin/printers/sheet-room.tsx'

export default function Page() {
  return <SheetRoom />
}

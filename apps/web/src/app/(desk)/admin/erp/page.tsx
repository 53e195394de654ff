import { ErpRoom } from '#admin/erp/erp-room.tsx'

export default function Page() {
  return <ErpRoom />
}

import { ReconcileRoom } from '#admin/reconcile/reconcile-room.tsx'

export default function Page() {
  return <ReconcileRoom />
}

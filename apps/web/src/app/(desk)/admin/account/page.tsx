import { AccountRoom } from '#admin/account/account-room.tsx'

export default function Page() {
  return <AccountRoom />
}

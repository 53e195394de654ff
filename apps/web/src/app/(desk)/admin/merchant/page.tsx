import { MerchantRoom } from '#admin/merchant/merchant-room.tsx'

export default function Page() {
  return <MerchantRoom />
}

import { RulesRoom } from '#admin/catalogue/rules-room.tsx'

export default function Page() {
  return <RulesRoom />
}

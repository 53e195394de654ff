import { Doorway } from '#sign-in/doorway.tsx'

export default function Page() {
  return <Doorway />
}

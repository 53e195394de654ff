import { EnrolByAddress } from '#scan/enrol/enrol-screen.tsx'

export default function Page() {
  return <EnrolByAddress />
}

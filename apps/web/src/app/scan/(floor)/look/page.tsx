import { LookScreen } from '#scan/screens/look-screen.tsx'

export default function Page() {
  return <LookScreen />
}

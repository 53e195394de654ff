import { MoreScreen } from '#scan/screens/more-screen.tsx'

export default function Page() {
  return <MoreScreen />
}

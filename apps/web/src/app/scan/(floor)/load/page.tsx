import { LoadScreen } from '#scan/screens/load-screen.tsx'

export default function Page() {
  return <LoadScreen />
}

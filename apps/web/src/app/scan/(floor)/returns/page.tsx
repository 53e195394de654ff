import { ReturnsScreen } from '#scan/screens/returns-screen.tsx'

export default function Page() {
  return <ReturnsScreen />
}

import { TripsScreen } from '#scan/screens/trips-screen.tsx'

export default function Page() {
  return <TripsScreen />
}

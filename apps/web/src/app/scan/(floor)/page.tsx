import { WorkScreen } from '#scan/screens/work-screen.tsx'

export default function Page() {
  return <WorkScreen />
}

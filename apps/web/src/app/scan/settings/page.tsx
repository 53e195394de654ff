import { SettingsScreen } from '#scan/screens/settings-screen.tsx'

export default function Page() {
  return <SettingsScreen />
}

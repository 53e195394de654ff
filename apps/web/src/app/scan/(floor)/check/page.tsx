import { CheckScreen } from '#scan/check/check-screen.tsx'

export default function Page() {
  return <CheckScreen />
}

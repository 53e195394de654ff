import { SignInRoom } from '#sign-in/sign-in-room.tsx'

export default function Page() {
  return <SignInRoom />
}

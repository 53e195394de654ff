import type { ReactNode } from 'react'
import { SignedIn } from '#sign-in/signed-in.tsx'

export default function BoardLayout({ children }: { children: ReactNode }) {
  return <SignedIn>{children}</SignedIn>
}

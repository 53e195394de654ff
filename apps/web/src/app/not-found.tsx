import { Lost } from '#ui/lost.tsx'

export default function NotFound() {
  return <Lost />
}

import { LostRoom } from '#ui/lost-room.tsx'

export default function NotFound() {
  return <LostRoom />
}

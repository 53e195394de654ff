import { EventsRoom } from '#admin/events/events-room.tsx'

export default function Page() {
  return <EventsRoom />
}

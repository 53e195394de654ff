import { EventRoom } from '#admin/events/event-room.tsx'

export default function Page() {
  return <EventRoom />
}

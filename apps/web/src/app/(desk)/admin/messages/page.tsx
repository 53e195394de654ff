import { MessagesRoom } from '#admin/messages/messages-room.tsx'

export default function Page() {
  return <MessagesRoom />
}

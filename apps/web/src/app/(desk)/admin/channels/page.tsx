import { ChannelsRoom } from '#admin/channels/channels-room.tsx'

export default function Page() {
  return <ChannelsRoom />
}

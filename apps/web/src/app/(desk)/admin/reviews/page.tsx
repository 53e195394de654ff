import { ReviewsRoom } from '#admin/reviews/reviews-room.tsx'

export default function Page() {
  return <ReviewsRoom />
}

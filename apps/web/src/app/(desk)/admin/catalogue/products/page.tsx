import { ProductsRoom } from '#admin/catalogue/products-room.tsx'

export default function Page() {
  return <ProductsRoom />
}

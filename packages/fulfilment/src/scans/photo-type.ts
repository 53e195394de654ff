export type PhotoType = 'image/jpeg' | 'image/webp'

/** What the bytes are by their own word (JPEG: ITU-T T.81 B.1.1; WebP: RFC 9649 2.4); null: neither. */
export function photoTypeOf(image: Uint8Array): PhotoType | null {
  if (image.length < 16) return null
  if (image[0] === 0xff && image[1] === 0xd8 && image[2] === 0xff) return 'image/jpeg'
  const head = Buffer.from(image.buffer, image.byteOffset, 12).toString('latin1')
  return head.startsWith('RIFF') && head.endsWith('WEBP') ? 'image/webp' : null
}

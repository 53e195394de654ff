import { MAX_PHOTO_BYTES } from '@baton/contract'

const LONGEST_SIDE = 1600
/** The first that fits is taken: the last makes of noise alone half of what is allowed. */
const QUALITIES = [0.82, 0.6, 0.3]

/** A phone's photo is ten times what an inspection needs: scaled down, turned upright, without its location. */
export async function shrinkPhoto(taken: Blob): Promise<Blob> {
  const image = await createImageBitmap(taken, { imageOrientation: 'from-image' })
  const scale = Math.min(1, LONGEST_SIDE / Math.max(image.width, image.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(image.width * scale)
  canvas.height = Math.round(image.height * scale)
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  image.close()
  for (const quality of QUALITIES) {
    const shrunk = await encode(canvas, quality)
    if (shrunk.size <= MAX_PHOTO_BYTES) return shrunk
  }
  throw new Error('The photo cannot be made small enough')
}

function encode(canvas: HTMLCanvasElement, quality: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The photo cannot be encoded'))),
      'image/jpeg',
      quality,
    )
  })
}

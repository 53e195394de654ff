const LONGEST_SIDE = 1600
const QUALITY = 0.82

/** A phone's photo is ten times what an inspection needs: scaled down, turned upright, without its location. */
export async function shrinkPhoto(taken: Blob): Promise<Blob> {
  const image = await createImageBitmap(taken, { imageOrientation: 'from-image' })
  const scale = Math.min(1, LONGEST_SIDE / Math.max(image.width, image.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(image.width * scale)
  canvas.height = Math.round(image.height * scale)
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  image.close()
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The photo cannot be encoded'))),
      'image/jpeg',
      QUALITY,
    )
  })
}

export type Picture = HTMLVideoElement | ImageBitmap

/** Takes a frame off a camera, whole and half as wide and high. Its canvases stay: a new one for each frame costs more than reading it. */
export function createGrabber(): (picture: Picture) => readonly [whole: ImageData, half: ImageData] {
  const [whole, half] = [surface(), surface()]
  return (picture) => {
    const [width, height] =
      'videoWidth' in picture ? [picture.videoWidth, picture.videoHeight] : [picture.width, picture.height]
    return [drawn(whole, picture, [width, height]), drawn(half, whole.canvas, [width >> 1, height >> 1])]
  }
}

function surface(): CanvasRenderingContext2D {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true, alpha: false })
  if (!context) throw new Error('no canvas')
  return context
}

function drawn(
  context: CanvasRenderingContext2D,
  source: CanvasImageSource,
  [width, height]: readonly [number, number],
): ImageData {
  const { canvas } = context
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  context.drawImage(source, 0, 0, width, height)
  return context.getImageData(0, 0, width, height)
}

export type Picture = HTMLVideoElement | ImageBitmap

/** One frame; each size is drawn when it is first asked for. */
export interface Frame {
  readonly whole: () => ImageData
  /** Half as wide and high. */
  readonly half: () => ImageData
}

/** Takes frames off a camera. Its canvases stay: a new one for each frame costs more than reading it. */
export function createGrabber(): (picture: Picture) => Frame {
  const [whole, half] = [surface(), surface()]
  return (picture) => {
    const [width, height] =
      'videoWidth' in picture ? [picture.videoWidth, picture.videoHeight] : [picture.width, picture.height]
    let kept: ImageData | undefined
    return {
      whole: () => {
        kept ??= drawn(whole, picture, [width, height])
        return kept
      },
      half: () => drawn(half, picture, [width >> 1, height >> 1]),
    }
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

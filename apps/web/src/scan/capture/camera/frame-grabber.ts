export type Picture = HTMLVideoElement | ImageBitmap

/** Brightness, one byte a pixel; it holds until the next frame is taken. */
export interface Grey {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

/** One frame; each size is drawn when it is first asked for. */
export interface Frame {
  readonly whole: () => Grey
  /** Half as wide and high. */
  readonly half: () => Grey
}

/** Takes frames off a camera. Its canvases stay: a new one for each frame costs more than reading it. */
export function createGrabber(): (picture: Picture) => Frame {
  const [drawWhole, drawHalf] = [surface(), surface()]
  return (picture) => {
    const [width, height] =
      'videoWidth' in picture ? [picture.videoWidth, picture.videoHeight] : [picture.width, picture.height]
    let [whole, half]: (Grey | undefined)[] = []
    return {
      whole: () => {
        whole ??= drawWhole(picture, [width, height])
        return whole
      },
      half: () => {
        half ??= drawHalf(picture, [width >> 1, height >> 1])
        return half
      },
    }
  }
}

type Draw = (source: CanvasImageSource, size: readonly [width: number, height: number]) => Grey

function surface(): Draw {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true, alpha: false })
  if (!context) throw new Error('no canvas')
  const { canvas } = context
  let pixels = new Uint8Array()
  return (source, [width, height]) => {
    if (canvas.width !== width) canvas.width = width
    if (canvas.height !== height) canvas.height = height
    if (pixels.length !== width * height) pixels = new Uint8Array(width * height)
    context.drawImage(source, 0, 0, width, height)
    fadeInto(pixels, new Uint32Array(context.getImageData(0, 0, width, height).data.buffer))
    return { width, height, pixels }
  }
}

/** Red, green and blue lie in the low bytes of each colour; weighed as in Rec. 601, in 1024ths. */
function fadeInto(grey: Uint8Array, colours: Uint32Array): void {
  for (let at = 0; at < grey.length; at += 1) {
    const colour = colours[at] as number
    grey[at] = (306 * (colour & 255) + 601 * ((colour >> 8) & 255) + 117 * ((colour >> 16) & 255) + 512) >> 10
  }
}

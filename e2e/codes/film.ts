import { closeSync, openSync, writeSync } from 'node:fs'
import type { Photo } from './photograph.ts'

export interface Film {
  readonly width: number
  readonly height: number
  readonly framesASecond: number
}

/** Writes frames as a grey YUV4MPEG2 film, which Chromium plays as a camera, over and over. */
export function writeFilm(file: string, { width, height, framesASecond }: Film, frames: Iterable<Photo>): void {
  const out = openSync(file, 'w')
  const colourless = new Uint8Array((width * height) / 2).fill(128)
  try {
    writeSync(out, `YUV4MPEG2 W${width} H${height} F${framesASecond}:1 Ip A1:1 C420jpeg\n`)
    for (const { grey } of frames) {
      writeSync(out, 'FRAME\n')
      writeSync(out, new Uint8Array(grey.buffer))
      writeSync(out, colourless)
    }
  } finally {
    closeSync(out)
  }
}

'use client'

import type { ReactNode } from 'react'
import { PhotoStrip } from './photo-strip.tsx'
import { SoundStrip } from './sound-strip.tsx'
import { UpdateStrip } from './update-strip.tsx'

/** Lines that can wait until scans are taken. */
export function LateStrips(): ReactNode {
  return (
    <>
      <SoundStrip />
      <PhotoStrip />
      <UpdateStrip />
    </>
  )
}

'use client'

import { useEffect, useRef, useState } from 'react'

interface Shown {
  readonly text: string
  readonly left: number
  readonly top: number
}

/** Presses on these have another meaning. */
const PRESSABLE = 'a, button, label, summary'
const [WIDTH, HEIGHT, EDGE] = [176, 36, 8]

/** A press on a short time says it exactly, above it: only a mouse can hover. Lists need it; a page of one thing is exact. */
export function ExactTimes() {
  const [shown, show] = useState<Shown | null>(null)
  const bubble = useRef<HTMLOutputElement>(null)
  useEffect(() => {
    const press = ({ target }: MouseEvent) => show(target instanceof Element ? exactly(target) : null)
    const leave = () => show(null)
    const leaveByKey = ({ key }: KeyboardEvent) => key === 'Escape' && show(null)
    addEventListener('click', press)
    addEventListener('keydown', leaveByKey)
    addEventListener('scroll', leave, { capture: true, passive: true })
    return () => {
      removeEventListener('click', press)
      removeEventListener('keydown', leaveByKey)
      removeEventListener('scroll', leave, { capture: true })
    }
  }, [])
  useEffect(() => {
    if (shown) bubble.current?.showPopover?.()
    else bubble.current?.hidePopover?.()
  }, [shown])
  return (
    <output
      ref={bubble}
      popover="manual"
      style={shown ? { left: shown.left, top: shown.top } : { display: 'none' }}
      className="inset-auto m-0 h-9 w-44 place-content-center rounded-lg border border-line bg-raised text-center text-13 text-ink shadow-float"
    >
      {shown?.text}
    </output>
  )
}

function exactly(pressed: Element): Shown | null {
  const time = pressed.closest<HTMLTimeElement>('time[title]')
  if (!time || time.closest(PRESSABLE)) return null
  const { left, width, top, bottom } = time.getBoundingClientRect()
  const within = document.documentElement.clientWidth - WIDTH - EDGE
  return {
    text: time.title,
    left: Math.max(EDGE, Math.min(left + width / 2 - WIDTH / 2, within)),
    top: top > HEIGHT + EDGE ? top - HEIGHT - EDGE / 2 : bottom + EDGE / 2,
  }
}

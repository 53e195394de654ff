import { type RefObject, useEffect, useRef } from 'react'

/** Whoever has begun to type elsewhere keeps the focus. */
const BEING_FILLED_IN = ':is(input:not([type=file]), select, textarea)'

/**
 * Brings the answer to a question into sight, once for each question, and its heading the focus. Questions are told apart
 * by identity; an answer that is only read anew moves nothing.
 */
export function useAnswerInSight(
  question: object | null,
  { data, error, isFetching }: { data: unknown; error: unknown; isFetching: boolean },
): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null)
  const answered = useRef<object | null>(null)
  const isHere = !isFetching && (data !== undefined || error !== null)
  useEffect(() => {
    if (question === null || question === answered.current || !isHere || !place.current) return
    answered.current = question
    if (document.activeElement?.matches(BEING_FILLED_IN)) return
    show(place.current)
  }, [question, isHere])
  return place
}

function show(answer: HTMLElement): void {
  answer.querySelector<HTMLElement>('h2[tabindex], h2 > [tabindex]')?.focus({ preventScroll: true })
  const { top } = answer.getBoundingClientRect()
  if (top >= 0 && top < innerHeight / 2) return
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
  answer.scrollIntoView({ block: 'start', behavior: isCalm ? 'auto' : 'smooth' })
}

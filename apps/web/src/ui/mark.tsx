/** The mark: two runners' strokes, one handing over to the next. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path d="M8.5 20.5 19 10" stroke="#fff" strokeWidth="4" strokeLinecap="round" />
      <path d="m13.5 22.5 10-10" stroke="#a9bcff" strokeWidth="4" strokeLinecap="round" />
    </svg>
  )
}

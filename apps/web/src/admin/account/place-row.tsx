import type { ReactNode } from 'react'

/** One place where somebody is signed in: what it is, what is known of it, and the way out of it. */
export function PlaceRow({
  icon,
  name,
  badge,
  facts,
  children,
}: {
  icon: ReactNode
  name: string
  badge?: ReactNode
  /** What is false or null is not known. */
  facts: Readonly<Record<string, ReactNode>>
  children?: ReactNode
}) {
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <span
        aria-hidden
        className="grid size-9 shrink-0 place-items-center rounded-lg border border-line bg-sunken text-ink-3 [&_svg]:size-4.5"
      >
        {icon}
      </span>
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          {name} {badge}
        </p>
        <p className="text-13 text-ink-3">
          {Object.entries(facts)
            .filter(([, fact]) => fact !== false && fact !== null)
            .map(([key, fact]) => (
              <span key={key} className="after:mx-1.5 after:content-['·'] last:after:content-none">
                {fact}
              </span>
            ))}
        </p>
      </div>
      {children}
    </li>
  )
}

'use client'

import type { ComponentProps, ReactNode } from 'react'
import { InstantAndAgo } from '#time/instant.tsx'
import { Loaded } from '#ui/loaded.tsx'

interface Version {
  readonly version: number
  readonly createdAt: string
}

/** Every value that one entry has had, the latest first: what it was, since when, who said so and why. */
export function Versions<V extends Version>({
  title,
  query,
  empty,
  what,
  why,
}: {
  title: string
  query: ComponentProps<typeof Loaded<readonly V[]>>['query']
  empty?: string
  what: (version: V) => ReactNode
  why: (version: V) => string
}) {
  return (
    <section aria-label={title}>
      <h3 className="mb-1.5 font-medium text-13 text-ink-2">{title}</h3>
      <Loaded query={query} isEmpty={(versions) => versions.length === 0} empty={<p className="text-ink-3">{empty}</p>}>
        {(versions) => (
          <ol className="divide-y divide-line rounded-lg border border-line text-13">
            {versions.map((version) => (
              <li key={version.version} className="px-3 py-2">
                <p className="flex flex-wrap items-center gap-2">
                  {what(version)}
                  <span className="ml-auto text-xs">
                    <InstantAndAgo at={version.createdAt} />
                  </span>
                </p>
                <p className="mt-1 text-ink-2">{why(version)}</p>
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </section>
  )
}

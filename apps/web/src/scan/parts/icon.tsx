import type { SVGProps } from 'react'

export type FloorIcon = (props: Omit<SVGProps<SVGSVGElement>, 'ref'>) => React.ReactElement

/** One of Lucide's pictures as a single path: a third of the bytes of its component, on pages where every byte is counted. */
export function icon(path: string): FloorIcon {
  return (props) => (
    <svg
      aria-hidden
      width={24}
      height={24}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      {...props}
    >
      <path d={path} />
    </svg>
  )
}

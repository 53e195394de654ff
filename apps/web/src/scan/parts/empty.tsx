import type { ReactNode } from 'react'

export function Empty({ icon, title, hint }: { icon: ReactNode; title: ReactNode; hint?: ReactNode }) {
  return (
    <div className="grid justify-items-center gap-1 px-6 py-12 text-center">
      <div aria-hidden className="mb-2 grid size-14 place-items-center rounded-2xl bg-sunken text-ink-3 [&_svg]:size-7">
        {icon}
      </div>
      <p className="font-semibold text-lg">{title}</p>
      {hint && <p className="text-ink-3">{hint}</p>}
    </div>
  )
}

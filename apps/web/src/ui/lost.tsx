import { Mark } from './mark.tsx'

/** Stands outside every provider, so it speaks both languages and needs no script. */
export function Lost() {
  return (
    <main className="grid min-h-dvh place-items-center p-6 text-center">
      <div className="grid justify-items-center gap-2">
        <Mark className="mb-2 size-12" />
        <h1 className="font-semibold text-lg">没有这个页面 · There is no such page</h1>
        <p className="text-ink-3">地址可能写错了，或页面已经移走。 The address may be wrong, or the page has moved.</p>
        <a
          href="/"
          className="press-target mt-4 inline-flex min-h-11 items-center rounded-lg bg-accent px-5 font-medium text-white hover:bg-accent-hover"
        >
          回到首页 · Back to the start
        </a>
      </div>
    </main>
  )
}

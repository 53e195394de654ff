/** A code as people compare it: the last four characters stand out. */
export function CodeText({ code, className = '' }: { code: string; className?: string }) {
  const cut = Math.max(0, code.length - 4)
  return (
    <span className={`inline-block break-all font-mono ${className}`}>
      {code.slice(0, cut)}
      <b className="whitespace-nowrap font-bold">{code.slice(cut)}</b>
    </span>
  )
}

'use client'

import { type BoardTask, ORDER_STATE_LABELS } from '@baton/contract'
import Link from 'next/link'
import { DueIn } from '#time/due-in.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { boardWords } from './words.ts'

/** Orders by their promise; each leads to its page. */
export function UrgentList({ tasks }: { tasks: readonly BoardTask[] }) {
  const t = useWords(boardWords)
  const label = useLabel()
  return (
    <ol className="divide-y divide-line">
      {tasks.map((task) => (
        <li key={task.orderId}>
          <Link
            href={`/admin/orders/detail/?id=${task.orderId}`}
            className="grid gap-0.5 px-4 py-2.5 hover:bg-hover active:bg-hover"
          >
            <span className="flex flex-wrap items-center justify-between gap-2">
              <span className="font-medium font-mono text-sm">{task.orderId}</span>
              {task.dueAt !== null && <DueIn at={task.dueAt} />}
            </span>
            <span className="line-clamp-1 text-ink-2">{task.lineSummary}</span>
            <span className="text-13 text-ink-3">
              {label(ORDER_STATE_LABELS[task.state])} · {t.pieces(task.itemCount)} · {task.warehouseName}
            </span>
          </Link>
        </li>
      ))}
    </ol>
  )
}

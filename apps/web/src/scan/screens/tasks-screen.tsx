'use client'

import { type FloorTask, type FloorTasks, ORDER_STATE_LABELS } from '@baton/contract'
import { DueIn } from '#time/due-in.tsx'
import { Instant } from '#time/instant.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { useFloor } from '../flow/floor.tsx'
import { useGo } from '../flow/use-go.ts'
import { Button } from '../parts/button.tsx'
import { CodeText } from '../parts/code-text.tsx'
import { Empty } from '../parts/empty.tsx'
import { CloudOff, ListTodo } from '../parts/first-icons.ts'
import { RotateCw } from '../parts/icons/rotate-cw.ts'
import { floorApi } from '../server/floor-api.ts'
import { useAnswer } from '../server/use-answer.ts'
import { listWords } from './list-words.ts'

const ASK_EVERY_MS = 20_000

/** What waits, the most urgent first. */
export function TasksScreen() {
  const t = useWords(listWords)
  const { data, failure, isAsking, again } = useAnswer(floorApi.tasks, ASK_EVERY_MS)
  return (
    <div className="grid gap-2">
      <div className="flex items-center justify-between gap-2 pl-1">
        <div>
          <h1 className="font-bold text-xl leading-tight">{t.tasks}</h1>
          {data && <p className="text-ink-3 text-sm">{t.tasksHint(data.tasks.length, data.waiting)}</p>}
        </div>
        <Button look="quiet" aria-label={t.again} isBusy={isAsking} onClick={again} className="px-0">
          <RotateCw className={isAsking ? 'animate-spin' : ''} />
        </Button>
      </div>
      {data && failure && (
        <p className="tone tone-amber rounded-xl bg-tone-bg px-3 py-2 font-medium text-sm text-tone-fg">
          {t.old} · {t.asOf} <Instant at={data.asOf} />
        </p>
      )}
      {!data && failure && <Empty icon={<CloudOff />} title={t.unheard} />}
      {data && <TaskList tasks={data} />}
    </div>
  )
}

function TaskList({ tasks: { tasks } }: { tasks: FloorTasks }) {
  const t = useWords(listWords)
  if (tasks.length === 0) return <Empty icon={<ListTodo />} title={t.noTasks} hint={t.noTasksHint} />
  return (
    <ol className="grid gap-2">
      {tasks.map((task) => (
        <li key={task.orderId}>
          <TaskCard task={task} />
        </li>
      ))}
    </ol>
  )
}

/** A tap looks it up; packing begins with the scan of what is in the hand. */
function TaskCard({ task }: { task: FloorTask }) {
  const t = useWords(listWords)
  const label = useLabel()
  const { store } = useFloor()
  const go = useGo()
  const open = () => {
    go({ at: 'looking', code: null, found: null })
    void store.hear(task.orderId)
  }
  return (
    <button
      type="button"
      onClick={open}
      className="grid w-full gap-1 rounded-2xl border border-line bg-surface px-3 py-2.5 text-left active:bg-hover"
    >
      <span className="flex flex-wrap items-center justify-between gap-2">
        <span className="font-semibold text-ink-3 text-sm">
          {label(ORDER_STATE_LABELS[task.state])} · {t.pieces(task.itemCount)}
        </span>
        {task.dueAt ? <DueIn at={task.dueAt} /> : <span className="text-ink-3 text-sm">{t.noDeadline}</span>}
      </span>
      <span className="line-clamp-2 font-bold text-lg leading-tight">{task.lineSummary}</span>
      <CodeText code={task.waybill ?? task.orderId} className="text-base text-ink-2" />
    </button>
  )
}

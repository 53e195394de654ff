'use client'

import type { SetupView } from '@baton/contract'
import { CircleCheck, CircleDashed, type LucideIcon, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { type Tone, toneClass } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Section } from '#ui/card.tsx'
import { cn } from '#ui/cn.ts'
import { Loaded } from '#ui/loaded.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { useWords } from '#words/locale.tsx'
import { UNASSIGNED_HREF } from '../orders/unassigned.ts'
import { UpdatedNote } from '../updated-note.tsx'
import { progressOf, STEP_GROUPS, type Step, type StepGroup, type StepKey, type StepState, stepsOf } from './steps.ts'
import { useSetup } from './use-setup.ts'
import { setupWords } from './words.ts'

const LOOK = {
  done: { icon: CircleCheck, tone: 'green' },
  open: { icon: CircleDashed, tone: 'neutral' },
  wrong: { icon: TriangleAlert, tone: 'amber' },
  spare: { icon: CircleDashed, tone: 'neutral' },
} as const satisfies Record<StepState, { icon: LucideIcon; tone: Tone }>

const GROUPS = Object.keys(STEP_GROUPS) as StepGroup[]

/** What a hub still lacks before its first parcel leaves, and what of it is wrong now. */
export function SetupRoom() {
  const t = useWords(setupWords)
  const setup = useSetup()
  return (
    <>
      <PageHeader title={t.title} hint={t.hint} aside={<UpdatedNote query={setup} />} />
      <Loaded query={setup}>{(view) => <Steps view={view} />}</Loaded>
    </>
  )
}

function Steps({ view }: { view: SetupView }) {
  const t = useWords(setupWords)
  const steps = stepsOf(view)
  const { done, of, next } = progressOf(steps)
  return (
    <div className="grid max-w-3xl gap-4">
      <div className="grid gap-1.5">
        <p id="setup-progress" className="font-medium text-13 text-ink-2">
          {done === of ? t.allDone : t.progress(done, of)}
        </p>
        <div
          role="progressbar"
          aria-labelledby="setup-progress"
          aria-valuemin={0}
          aria-valuemax={of}
          aria-valuenow={done}
          className="h-2 overflow-hidden rounded-full bg-sunken"
        >
          <div
            className={cn('h-full origin-left rounded-full bg-tone-dot transition-transform', toneClass('green'))}
            style={{ transform: `scaleX(${done / of})` }}
          />
        </div>
      </div>
      {GROUPS.map((group) => (
        <Section key={group} id={`setup-${group}`} title={t.groups[group]}>
          <ol className="divide-y divide-line">
            {STEP_GROUPS[group].map((key) => (
              <StepRow key={key} step={steps[key]} view={view} isNext={key === next} />
            ))}
          </ol>
        </Section>
      ))}
    </div>
  )
}

function StepRow({ step, view, isNext }: { step: Step; view: SetupView; isNext: boolean }) {
  const t = useWords(setupWords)
  const { key, state, href } = step
  const { title, [state]: say } = t.steps[key]
  const { icon: Icon, tone } = LOOK[state]
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <span className={cn('self-start text-tone-dot', toneClass(tone))}>
        <Icon aria-hidden className="mt-0.5 size-5 shrink-0" />
        <span className="sr-only">{t.states[state]}</span>
      </span>
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-medium text-sm">{title}</p>
        <p
          className={cn(
            'text-pretty break-words text-13',
            state === 'wrong' ? cn('text-tone-fg', toneClass(tone)) : 'text-ink-3',
          )}
        >
          {say?.(view)}
        </p>
      </div>
      <Button asChild look={isNext ? 'primary' : 'plain'} size="small" className="max-sm:ml-8">
        <Link href={href} aria-label={`${actionOf(step, t)} ${title}`}>
          {actionOf(step, t)}
        </Link>
      </Button>
    </li>
  )
}

/** Steps that are done elsewhere, and only seen here. */
const ELSEWHERE: readonly StepKey[] = ['address', 'heard']

function actionOf({ key, state, href }: Step, t: { go: string; look: string; assign: string; fix: string }): string {
  if (state === 'wrong') return href === UNASSIGNED_HREF ? t.assign : t.fix
  return state === 'open' && !ELSEWHERE.includes(key) ? t.go : t.look
}

import { deepEqual } from 'node:assert/strict'
import { Pda } from '../device/pda.ts'
import { acceptBuild, findBuildWhileUnsent } from '../device/update.ts'
import type { Journey } from './journey.ts'
import { PIN, prepareFloor } from './stage/floor.ts'
import { inspect } from './stage/inspect.ts'

const QUEUED = 60
const NEWER = 'bbbbbbbbbbb1'

const fullQueue: Journey = {
  title: 'a newer version waits behind a full queue, is offered when all is sent, and begins with one tap',
  async run(stage) {
    const { enrolment, badge } = await prepareFloor(stage, '装车口 9')
    const pda = await Pda.unpack(stage.system)
    try {
      await pda.switchOn()
      await pda.enrol(enrolment.code)
      await pda.badgeIn({ badge: badge.code, pin: PIN })
      pda.front.set('shut')
      await pda.scan(Array.from({ length: QUEUED }, (_, at) => `SFV${String(at).padStart(10, '0')}`))
      await pda.keeps(QUEUED)
      await findBuildWhileUnsent(pda, NEWER)
      const eye = { page: pda.page, complaints: stage.complaints }
      await inspect(eye, 'a newer version that waits for the queue')
      pda.front.set('open')
      await pda.allSent()
      await inspect(eye, 'a newer version that is offered')
      await acceptBuild(pda, NEWER)
      await pda.scan(['SFV9999999999'])
      await pda.keeps(QUEUED + 1)
      await pda.allSent()
      deepEqual(await pda.counts(), { onDevice: QUEUED + 1, onServer: QUEUED + 1 })
    } finally {
      await pda.discard()
    }
  },
}

export const journeys: readonly Journey[] = [fullQueue]

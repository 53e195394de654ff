import type { World } from '../world.ts'
import { playDingtalk } from './dingtalk.ts'
import { Inbox } from './inbox.ts'
import { type Messenger, playWecom } from './wecom.ts'

/** The enterprise messengers of the demo merchant, and what they delivered. */
export class Messengers {
  readonly inbox: Inbox
  readonly all: readonly Messenger[]
  private readonly world: World

  constructor(world: World, wall: () => number) {
    this.inbox = new Inbox(wall)
    const fieldsOf = (kind: string) => world.messageChannels.find((one) => one.kind === kind)?.fields ?? {}
    const { members } = world
    this.world = world
    const { inbox } = this
    const robotKey = fieldsOf('wecom_robot').key ?? ''
    this.all = [
      playWecom({ fields: fieldsOf('wecom'), robotKey, members, inbox, wall }),
      playDingtalk({ fields: fieldsOf('dingtalk'), robot: fieldsOf('dingtalk_robot'), members, inbox, wall }),
    ]
  }

  /** False for a mailbox of the merchant's own domain that nobody has. */
  takesMail(address: string): boolean {
    const { members, mailDomain } = this.world
    const [box = '', domain = ''] = address.toLowerCase().split('@')
    return domain !== mailDomain || members.includes(box)
  }

  /** Ends every access token, as if somebody had reset the app's secret and back. */
  endTokens(): void {
    for (const messenger of this.all) messenger.endTokens()
  }
}

import type { JsonToWrite } from '../lossless-json.ts'
import { cutToBytes } from '../messenger.ts'

/** The forms of message that are used here. Lengths are cut to the published limits, in bytes of UTF-8. */
export type WecomMessage =
  | {
      readonly kind: 'textcard'
      readonly title: string
      readonly description: string
      readonly url: string
      readonly button: string
    }
  | { readonly kind: 'text'; readonly content: string }
  | { readonly kind: 'markdown'; readonly content: string }
  | WecomNoticeCard
  | WecomButtonCard

/** A card that stands out, opens `url` wherever it is tapped, and says so on a line of its own. It calls nobody back. */
export interface WecomNoticeCard {
  readonly kind: 'notice_card'
  /** Small, above the title: what this is about. */
  readonly source: string
  readonly title: string
  readonly text: string
  readonly url: string
  readonly jump: string
}

/** A card whose buttons come back as `template_card_event` with their key and the card's task id. */
export interface WecomButtonCard {
  readonly kind: 'button_card'
  readonly title: string
  readonly description: string
  /** `[0-9A-Za-z_\-@]`, at most 128; unique in the app. */
  readonly taskId: string
  readonly facts: readonly { readonly name: string; readonly value: string }[]
  readonly buttons: readonly { readonly text: string; readonly key: string }[]
}

const LONGEST = { title: 128, description: 512, button: 12, text: 2048, markdown: 2048 } as const
const MOST_FACTS = 6
const MOST_BUTTONS = 6
const OPENS = 1
const RED = 2
const TASK_ID = /^[0-9A-Za-z_\-@]{1,128}$/

/** `msgtype` and its object, as application messages and group robots take them. Throws `RangeError` for a task id that WeCom refuses. */
export function wecomBody(message: WecomMessage): Readonly<Record<string, JsonToWrite>> {
  if (message.kind === 'button_card') return buttonCard(message)
  if (message.kind === 'notice_card') return noticeCard(message)
  if (message.kind === 'textcard') {
    const { title, description, url, button } = message
    const card = {
      title: cutToBytes(title, LONGEST.title),
      description: cutToBytes(description, LONGEST.description),
      url,
      btntxt: cutToBytes(button, LONGEST.button),
    }
    return { msgtype: 'textcard', textcard: card }
  }
  return { msgtype: message.kind, [message.kind]: { content: cutToBytes(message.content, LONGEST[message.kind]) } }
}

/** `card_action` is required of this type: 1 opens an address. Source: path 90236 of the official documentation. */
function noticeCard(message: WecomNoticeCard): Readonly<Record<string, JsonToWrite>> {
  const { url } = message
  const card = {
    card_type: 'text_notice',
    source: { desc: cutToBytes(message.source, LONGEST.title), desc_color: RED },
    main_title: { title: cutToBytes(message.title, LONGEST.title) },
    sub_title_text: cutToBytes(message.text, LONGEST.description),
    jump_list: [{ type: OPENS, url, title: cutToBytes(message.jump, LONGEST.title) }],
    card_action: { type: OPENS, url },
  }
  return { msgtype: 'template_card', template_card: card }
}

function buttonCard(message: WecomButtonCard): Readonly<Record<string, JsonToWrite>> {
  if (!TASK_ID.test(message.taskId)) throw new RangeError(`WeCom takes no task id like ${message.taskId}`)
  const card = {
    card_type: 'button_interaction',
    main_title: {
      title: cutToBytes(message.title, LONGEST.title),
      desc: cutToBytes(message.description, LONGEST.title),
    },
    horizontal_content_list: message.facts
      .slice(0, MOST_FACTS)
      .map(({ name, value }) => ({ keyname: name, value: cutToBytes(value, LONGEST.title) })),
    task_id: message.taskId,
    button_list: message.buttons.slice(0, MOST_BUTTONS).map(({ text, key }, at) => ({ text, style: at + 1, key })),
  }
  return { msgtype: 'template_card', template_card: card }
}

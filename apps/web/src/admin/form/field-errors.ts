import { type FieldReason, type Label, reasonOf } from '@baton/contract'
import type { z } from 'zod'

/** Input path → why it is wrong, in the machine's word. */
export type FieldErrors = Readonly<Record<string, string>>

/** The same paths and words as the server's answer, found before asking it. */
export function fieldErrors(issues: readonly z.core.$ZodIssue[]): FieldErrors {
  const errors: Record<string, string> = {}
  for (const issue of issues) errors[issue.path.map(String).join('.')] ??= reasonOf(issue)
  return errors
}

/** Our own words, and those of zod that a person meets. */
const REASONS: Readonly<Record<FieldReason, Label> & Record<string, Label>> = {
  too_small: { zh: '太短或太小', en: 'Too short or too small' },
  too_big: { zh: '太长或太大', en: 'Too long or too large' },
  invalid_format: { zh: '格式不对', en: 'Wrong format' },
  invalid_type: { zh: '请填写此项', en: 'Please fill this in' },
  invalid_value: { zh: '请选择一项', en: 'Please choose one' },
  required: { zh: '请填写此项', en: 'Please fill this in' },
  unknown_time_zone: { zh: '没有这个时区', en: 'No such time zone' },
  not_later: { zh: '必须晚于前一个时间', en: 'Must be later than the other time' },
  past: { zh: '这个时间已经过去', en: 'That time has passed' },
  not_public: { zh: '必须是公网上的网址或邮箱', en: 'Must be an address on the public internet' },
  unknown: { zh: '没有这一项', en: 'Not known here' },
  too_many: { zh: '太多了，请缩小范围', en: 'Too many; choose fewer' },
  changed_meanwhile: { zh: '此后已被他人修改，请重新查看', en: 'Changed by somebody else meanwhile; look again' },
  fixed: { zh: '建立后不能更改', en: 'Cannot be changed once it exists' },
  not_offered: { zh: '这个平台不提供', en: 'This platform does not offer it' },
  nothing_to_repeat: { zh: '没有发送过什么，无法重发', en: 'Nothing was sent that could be sent again' },
  needs_shipments: { zh: '须包含发货事件', en: 'Must include shipments' },
  wrong_password: { zh: '密码不对', en: 'This is not your password' },
  same_as_before: { zh: '和现在的密码一样，请换一个', en: 'The same as now; choose another' },
  other_host: { zh: '地址换了主机，请重新填写', en: 'The address is on another host now; enter it again' },
  taken: { zh: '已被占用', en: 'Already taken' },
}

/** What a schema says of an empty field, too. */
const OF_THE_EMPTY: readonly string[] = ['too_small', 'invalid_format', 'invalid_type', 'invalid_value']

/** The reason to show: of what is empty that it is, whatever the schema missed in it first. */
export function shownReason(reason: string, value: unknown, ifEmpty = 'required'): string {
  const isEmpty = value === undefined || value === null || String(value).trim() === ''
  return isEmpty && OF_THE_EMPTY.includes(reason) ? ifEmpty : reason
}

export function fieldReason(reason: string): Label {
  return REASONS[reason] ?? { zh: `此项有误（${reason}）`, en: `This is wrong (${reason})` }
}

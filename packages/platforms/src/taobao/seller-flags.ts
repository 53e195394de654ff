import type { FlagGrades } from '../seller-flag.ts'

/** `seller_flag` of a trade; a merchant may give a flag a text of its own, `seller_flag_tag`. Source: official TOP documentation. */
export const TAOBAO_FLAGS: FlagGrades = {
  flags: { '1': 'red', '2': 'yellow', '3': 'green', '4': 'blue', '5': 'purple' },
}

import type { FlagGrades } from '../seller-flag.ts'

/** `remark_tag` of an order, and the `remark_tag_name` that stands for the colour alone. Source: official Pinduoduo documentation. */
export const PDD_FLAGS: Required<FlagGrades> = {
  flags: { '1': 'red', '2': 'yellow', '3': 'green', '4': 'blue', '5': 'purple' },
  names: { '1': '红色', '2': '黄色', '3': '绿色', '4': '蓝色', '5': '紫色' },
}

import { bilingual } from './locale.tsx'

/** What stands between words and clauses that are put together here. */
export const punctuation = bilingual(
  { list: '、', clauses: '；', colon: '：' },
  { list: ', ', clauses: '; ', colon: ': ' },
)

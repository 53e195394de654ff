import type { Fragment, Queryable } from '../runtime/database.ts'

/** Whether a call goes over this route, or over one of its people's. */
export function isOver(sql: Queryable, route: string): Fragment {
  return sql`(route = ${route} OR starts_with(route, ${`${route}:`}))`
}

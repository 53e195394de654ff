/** Of the build that is running; the build writes it in. */
export const VERSION = process.env.NEXT_PUBLIC_BATON_VERSION ?? 'dev'

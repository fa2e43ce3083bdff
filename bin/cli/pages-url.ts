/** Where people open the pages: TIDEWAITER_URL, else this machine on PORT. */
export function pagesUrl(): string {
  return process.env.TIDEWAITER_URL ?? `http://localhost:${process.env.PORT ?? 3000}`
}

/**
 * Text from AWS made safe for a terminal or a flat file: control characters, escape sequences, bidirectional
 * overrides and invisible format characters become U+FFFD, so that a name can neither repaint the screen nor
 * pretend to be another.
 */
export function plainText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD')
}

/** The text cut to `limit` characters, its end replaced by an ellipsis when it is longer. */
export function shorten(text: string, limit: number): string {
  const characters = [...text]
  return characters.length <= limit ? text : `${characters.slice(0, Math.max(limit - 1, 0)).join('')}…`
}

/** The text cut in the middle: the end of an ARN tells resources apart. */
export function shortenMiddle(text: string, limit: number): string {
  const characters = [...text]
  if (characters.length <= limit) return text
  const end = Math.ceil((limit - 1) / 2)
  return `${characters.slice(0, limit - 1 - end).join('')}…${characters.slice(-end).join('')}`
}

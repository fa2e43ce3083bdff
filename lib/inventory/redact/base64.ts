const BASE64 = /^[A-Za-z0-9+/_-]{12,}={0,2}$/
const PRINTABLE = /^[\t\n\r\x20-\x7e]+$/
const LOGIN = /^[\w.@-]{1,64}:(?!\/\/)\S{6,}$/

/** The text that a value holds in base64, if it is one that people can read. */
export function decodedText(value: string): string | undefined {
  if (!BASE64.test(value)) return undefined
  const text = Buffer.from(value, 'base64').toString('latin1')
  return PRINTABLE.test(text) ? text : undefined
}

/** Is it `user:password`, as basic authentication writes it? */
export const isLogin = (text: string): boolean => LOGIN.test(text)

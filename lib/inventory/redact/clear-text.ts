import { classifyValue } from './classify.ts'
import { secretName } from './names.ts'
import { secretVerdict } from './verdict.ts'

/** Texts found free of secrets lately: the same tags stand on every task of a service. */
const clean = new Set<string>()
const REMEMBERED = 20_000

/** A shorter text holds no known format and is not random; under a secret's name it may be one. */
const SHORTEST = 8

/**
 * A text that is kept as it is (tag, message, folder), or what stands for it when it holds a secret in plain text.
 * @param name of a tag or option; undefined for a text without one
 */
export function clearText(name: string | undefined, text: string): string {
  if (text.length < SHORTEST && (name === undefined || !secretName(name))) return text
  const known = `${name ?? ''}=${text}`
  if (clean.has(known)) return text
  if (secretVerdict(name, classifyValue(text, ''))) return `[redacted, ${text.length} characters]`
  if (clean.size >= REMEMBERED) clean.clear()
  clean.add(known)
  return text
}

const BUCKET = /^arn:aws[a-z-]*:s3:::[a-z0-9.-]{3,63}\//

/** The ARN of an object, as clearText keeps it; where its key holds a secret, the bucket in front of it is still told. */
export function clearObject(arn: string): string {
  const kept = clearText(undefined, arn)
  const bucket = BUCKET.exec(arn)?.[0]
  return kept !== arn && bucket && clearText(undefined, bucket) === bucket ? bucket + kept : kept
}

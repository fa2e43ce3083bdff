import { createHmac } from 'node:crypto'
import { digitsOf, embeddedSecrets } from './embedded.ts'
import { entropyOf, looksChosen, looksRandom } from './entropy.ts'
import type { AwsAccessKey, NamedFacts, ValueFacts } from './facts.ts'
import { programLogins } from './logins.ts'
import { patternsIn } from './patterns.ts'
import { shapeOf } from './shape.ts'

const ACCESS_KEY_ID = /\b(AKIA|ASIA)[A-Z0-9]{16}\b/g
const SECRET_ACCESS_KEY = /^[A-Za-z0-9/+=]{40}$/
const AWS_HOST =
  /(?:^|\.)(?:amazonaws\.(?:com(?:\.cn)?|eu)|(?:api|on)\.aws|api\.amazonwebservices\.com\.cn|c2s\.ic\.gov|sc2s\.sgov\.gov)$/i

function accessKeysIn(value: string): AwsAccessKey[] {
  return Array.from(value.matchAll(ACCESS_KEY_ID), ([id, kind]) => ({
    kind: kind === 'AKIA' ? 'AKIA' : 'ASIA',
    masked: `${id.slice(0, 4)}…${id.slice(-4)}`,
  }))
}

function pointsOutsideAws(url: string): boolean {
  return !URL.canParse(url) || !AWS_HOST.test(new URL(url).hostname)
}

/**
 * What may be kept of a value that may be a secret.
 * @param digestKey secret of this installation; without it a kept digest cannot be compared with guesses.
 */
export function classifyValue(value: string, digestKey: string): ValueFacts {
  const shape = shapeOf(value)
  return {
    length: value.length,
    ...(value !== '' && { digest: digestOf(value, digestKey) }),
    shape,
    ...(shape === 'number' && { digits: digitsOf(value) }),
    patterns: patternsIn(value),
    embedded: [...embeddedSecrets(value), ...programLogins(value)],
    entropy: Math.round(entropyOf(value) * 100) / 100,
    highEntropy: shape === 'text' && (looksRandom(value) || looksChosen(value)),
    awsAccessKeys: accessKeysIn(value),
    awsSecretLiteral: SECRET_ACCESS_KEY.test(value),
    ...(shape === 'url' && { pointsOutsideAws: pointsOutsideAws(value.trim()) }),
  }
}

/** What stands for a value that is not kept: equal values have equal digests. */
export function digestOf(value: string, digestKey: string): string {
  return createHmac('sha256', digestKey).update(value).digest('hex').slice(0, 16)
}

/** Facts of each named value (environment, labels, driver options), in the order given. */
export function classifyEntries(entries: Iterable<readonly [string, string]>, digestKey: string): NamedFacts[] {
  return Array.from(entries, ([name, value]) => ({ name, value: classifyValue(value, digestKey) }))
}

import { canBeSecret } from './embedded.ts'
import type { SecretVerdict, ValueFacts } from './facts.ts'
import { publicName, secretName } from './names.ts'

/**
 * Is the value a secret in plain text, and by which rule? The first that holds: a known format (certain), the name of the
 * value or one inside it (certain), randomness (a suspicion). Name is undefined for command words.
 */
export function secretVerdict(name: string | undefined, facts: ValueFacts): SecretVerdict | undefined {
  if (facts.patterns.length > 0) return { rule: 'pattern' }
  if (name !== undefined && secretName(name) && canBeSecret(facts.shape, facts.digits)) return { rule: 'name' }
  if (facts.embedded.length > 0) return { rule: 'name' }
  if (facts.highEntropy && (name === undefined || !publicName(name))) return { rule: 'entropy' }
}

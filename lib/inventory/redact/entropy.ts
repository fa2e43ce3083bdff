/** Shannon entropy of the character distribution, in bits per character; 0 for ''. */
export function entropyOf(value: string): number {
  const counts = new Map<string, number>()
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1)
  const total = counts.values().reduce((sum, count) => sum + count, 0)
  let bits = 0
  for (const count of counts.values()) bits -= (count / total) * Math.log2(count / total)
  return bits
}

const ALPHABET = /^[A-Za-z0-9+/=_-]{20,}$/
const WORD = /^(?:[a-z]{1,15}|[A-Z]{1,15}|[a-z]{0,15}(?:[A-Z][a-z]{2,14}){1,8})?\d{0,4}$/

/** Made of words as people write names (PaymentSettlementWorker, ledger_export_v2): letters in runs, few digits. */
function readsAsWords(value: string): boolean {
  return value.split(/[-_/]/).every((part) => WORD.test(part))
}

const PASSWORD = /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[!@#$%^&?])[A-Za-z0-9][\w!@#$%^&?.+~*-]{7,39}$/
const ADDRESS = /^[^@]+@[^@]+\.[a-z]{2,}$/i

/** Mixed as passwords are: 8 to 40 characters of both cases with digits and signs, in one word, and no e-mail address. */
export function looksChosen(value: string): boolean {
  return PASSWORD.test(value) && !ADDRESS.test(value)
}

/** Over 4.0 bits per character over at least 20 characters of the base64, base64url and hex alphabets, and not plain words. */
export function looksRandom(value: string): boolean {
  return ALPHABET.test(value) && entropyOf(value) > 4 && !readsAsWords(value)
}

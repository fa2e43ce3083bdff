import { roleName } from '#lib/scan/policy.ts'

/** An account as it was typed: its id, or the ARN of the role in it. */
export type TypedAccount = { id: string; roleArn: string } | { problem: string }

/**
 * Reads twelve digits, however they are grouped, or the ARN of a role in any partition. An id alone stands for the role
 * that the templates make.
 */
export function readTypedAccount(typed: string): TypedAccount {
  const text = typed.trim()
  const [arn, id] = /^arn:aws[a-z-]*:iam::(\d{12}):role\/\S+$/.exec(text) ?? []
  if (arn && id) return { id, roleArn: arn }
  if (text.startsWith('arn:')) {
    return { problem: `That is not the ARN of a role: it must look like arn:aws:iam::123456789012:role/${roleName}.` }
  }
  const digits = text.replaceAll(/[\s-]/g, '')
  if (/^\d{12}$/.test(digits)) return { id: digits, roleArn: `arn:aws:iam::${digits}:role/${roleName}` }
  if (/^\d+$/.test(digits)) {
    return { problem: `An AWS account id has 12 digits, and this has ${digits.length}: correct it.` }
  }
  return { problem: 'Give the 12 digits of the account, or the ARN of the role in it.' }
}

import type { Attestation } from '#lib/checks/define-check.ts'

/** How long an answer holds, in words: "365 days (180 for PCI DSS service providers)". */
export function validityOf({ validDays, validDaysForProviders }: Attestation): string {
  const providers =
    validDaysForProviders === undefined ? '' : ` (${validDaysForProviders} for PCI DSS service providers)`
  return `${validDays} days${providers}`
}

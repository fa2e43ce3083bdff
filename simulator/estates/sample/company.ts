import type { Tags } from '../../estate.ts'

/** Larkfield is a card payments company that exists only here. */
export const domain = 'larkfield.example'
export const internalDomain = `internal.${domain}`

export const production = { id: '111122223333', alias: 'larkfield-production' }
export const staging = { id: '444455556666', alias: 'larkfield-staging' }

/** Tags that say what a service is: `environment`, `criticality`, `data-classification`, `compliance` and who owns it. */
export const inProduction: Tags = { environment: 'production' }
export const inStaging: Tags = { environment: 'staging' }
export const critical: Tags = { criticality: 'critical' }
export const cardData: Tags = { compliance: 'pci-dss', 'data-classification': 'cardholder-data' }
export const healthData: Tags = { compliance: 'hipaa', 'data-classification': 'restricted' }
export const restricted: Tags = { 'data-classification': 'restricted' }
export const harmless: Tags = { 'data-classification': 'internal' }
export const ownedBy = (owner: string): Tags => ({ owner })

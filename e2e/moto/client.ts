/** How the builders reach moto. */
export interface Client {
  endpoint: string
  region: string
  credentials: { accessKeyId: string; secretAccessKey: string }
}

/** moto's own account. */
export const ACCOUNT = '123456789012'

/** Stands in an environment variable of the bad service; must be found, and must be nowhere afterwards. */
export const plantedPassword = ['correct', 'horse', 'battery', 'staple'].join('-')

import { z } from 'zod'

const scanPart = z.object({
  regions: z.array(z.string()).optional(),
  clusters: z.array(z.string()).optional(),
  services: z.array(z.string()).optional(),
})

/** What a scan was limited to; names or ARNs. */
export type ScanPart = z.infer<typeof scanPart>

/** The part that a scan's settings name. */
export function scanPartOf(settings: Readonly<Record<string, unknown>>): ScanPart {
  return scanPart.catch({}).parse(settings)
}

/** Such as `cluster main, service web in eu-west-1`; undefined for a whole account. */
export function scanPartText({ regions = [], clusters = [], services = [] }: ScanPart): string | undefined {
  const short = (name: string) => name.slice(name.lastIndexOf('/') + 1)
  const named = [...clusters.map((one) => `cluster ${short(one)}`), ...services.map((one) => `service ${short(one)}`)]
  const places = regions.length > 0 ? [`${named.length > 0 ? 'in ' : ''}${regions.join(', ')}`] : []
  return [...(named.length > 0 ? [named.join(', ')] : []), ...places].join(' ') || undefined
}

import { classifyValue } from './classify.ts'
import { secretVerdict } from './verdict.ts'

export interface BindSource {
  /** Path on the host, absolute. */
  device: string
  readOnly: boolean
}

/**
 * What of its host a volume of Docker's local driver binds, read from the driver's options; undefined when it binds none.
 * Of the mount options (`o`), which may hold logins, only two words are looked at. The file system type is not: for bind
 * mounts Linux ignores it (mount(2)).
 */
export function bindSource(
  driver: string | undefined,
  { o = '', device = '' }: Record<string, string>,
  digestKey: string,
): BindSource | undefined {
  const words = o.split(',').map((word) => word.trim())
  const binds = words.includes('bind') || words.includes('rbind')
  if ((driver ?? 'local') !== 'local' || !binds || !device.startsWith('/')) return undefined
  if (secretVerdict('device', classifyValue(device, digestKey))) return undefined
  return { device, readOnly: words.includes('ro') }
}

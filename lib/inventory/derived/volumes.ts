import type { Look } from '../look.ts'
import type { EbsVolume } from '../types/ec2-storage.ts'

/** Volumes by the instance they are attached to, as far as they were read. */
export function volumesByInstance(look: Look<'volumes'>): ReadonlyMap<string, readonly EbsVolume[]> {
  const attached = look
    .seen('volumes')
    .flatMap((volume) => volume.Attachments.map(({ InstanceId }) => ({ InstanceId: InstanceId ?? '', volume })))
  return new Map(
    [...Map.groupBy(attached, ({ InstanceId }) => InstanceId)].map(([id, list]) => [
      id,
      list.map(({ volume }) => volume),
    ]),
  )
}

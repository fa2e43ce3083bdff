import { type UsageSection, type Use, usageReads, usesByRevision } from '../derived/usage.ts'
import type { Look } from '../look.ts'
import type { TaskDefinition } from '../types/task-definition.ts'
import { type SubjectItem, type SubjectKind, strongestUsage } from './subject.ts'

/** An EFS file system that revisions in use have a volume of. */
export interface FileSystemSubject {
  fileSystemId: string
  volumes: readonly { definition: TaskDefinition; index: number; uses: readonly Use[] }[]
}

/** EFS file systems of revisions in use, by id (fs-...): a file system may belong to another account. */
export const fileSystem: SubjectKind<FileSystemSubject, UsageSection> = {
  type: 'efs-file-system',
  reads: usageReads,
  find: (look) => look.once(fileSystems),
}

function fileSystems(look: Look<UsageSection>): readonly SubjectItem<FileSystemSubject>[] {
  const definitions = new Map(look.seen('taskDefinitions').map((one) => [one.taskDefinitionArn, one]))
  const volumes = [...look.once(usesByRevision)].flatMap(([arn, uses]) => {
    const definition = definitions.get(arn)
    return (definition?.volumes ?? []).flatMap((volume, index) => {
      const id = volume.efsVolumeConfiguration?.fileSystemId
      return definition && id ? [{ id, definition, index, uses }] : []
    })
  })
  return [...Map.groupBy(volumes, (one) => one.id)].map(([id, own]): SubjectItem<FileSystemSubject> => {
    const uses = own.flatMap((one) => one.uses)
    return {
      id,
      type: 'efs-file-system',
      name: id,
      arn: `arn:${look.partition}:elasticfilesystem:${look.region}:${look.account}:file-system/${id}`,
      usage: strongestUsage(uses.map((use) => use.usage)),
      services: [...new Set(uses.flatMap((use) => use.service?.serviceArn ?? []))],
      clusters: [...new Set(uses.map((use) => use.clusterArn))],
      value: {
        fileSystemId: id,
        volumes: own.map(({ definition, index, uses: users }) => ({ definition, index, uses: users })),
      },
    }
  })
}

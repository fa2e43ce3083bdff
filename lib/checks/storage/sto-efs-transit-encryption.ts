import { classifyService } from '#lib/inventory/derived/tags.ts'
import { cite } from '#lib/inventory/evidence.ts'
import { ifKnown } from '#lib/inventory/look.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, notApplicable, pass, type Severity } from '../result.ts'

export default defineCheck({
  id: 'sto-efs-transit-encryption',
  subject: 'family',
  requires: [],
  failTitle: 'EFS mount without TLS',
  messages: {
    plain: 'Volume {volume} mounts {fileSystem} without TLS.',
    unmounted: 'Volume {volume} would mount {fileSystem} without TLS; no container mounts it yet.',
  },
  why: 'Without TLS everything a task reads from and writes to the file system crosses the network in the clear, where anyone able to watch the VPC can read it.',
  fix: {
    summary:
      'Set transitEncryption to ENABLED on the volume in a new revision and deploy it. Throughput drops slightly.',
    effort: 'small',
    cli: `# In volumes[].efsVolumeConfiguration of the task definition JSON:
#   "transitEncryption": "ENABLED"
aws ecs register-task-definition --cli-input-json file://TASK_DEFINITION.json
aws ecs update-service --cluster CLUSTER --service SERVICE --task-definition FAMILY`,
    terraform: `efs_volume_configuration {
  file_system_id     = "FILE_SYSTEM_ID"
  transit_encryption = "ENABLED"
}`,
    cloudformation: `EFSVolumeConfiguration:
  FilesystemId: FILE_SYSTEM_ID
  TransitEncryption: ENABLED`,
  },
  evaluate({ definition, os, launch, uses }, look) {
    const mounts = definition.volumes.flatMap((volume, index) =>
      volume.efsVolumeConfiguration ? [{ volume, index }] : [],
    )
    if (mounts.length === 0) return notApplicable('The task definition mounts no EFS file system.')
    if (os === 'windows' || launch === 'EXTERNAL')
      return notApplicable('EFS cannot be mounted on Windows or ECS Anywhere.')
    const services = uses.flatMap((use) => use.service ?? [])
    const classes = ifKnown(() => services.map((service) => classifyService(look, service))) ?? []
    const severity: Severity = classes.some((one) => one.sensitive || one.phi || one.cde) ? 'high' : 'medium'
    return combine(
      mounts.map(({ volume, index }) => {
        const efs = volume.efsVolumeConfiguration
        if (!efs || efs.transitEncryption === 'ENABLED') return pass()
        const path = `volumes[${index}].efsVolumeConfiguration`
        const evidence = [
          cite('taskDefinitions', definition, `${path}.transitEncryption`),
          cite('taskDefinitions', definition, `${path}.fileSystemId`),
        ]
        const data = { volume: volume.name, fileSystem: efs.fileSystemId }
        const mounted = definition.containerDefinitions.some((one) =>
          one.mountPoints.some((it) => it.sourceVolume === volume.name),
        )
        return mounted
          ? fail('plain', data, evidence, { severity })
          : fail('unmounted', data, evidence, { severity: 'low' })
      }),
    )
  },
})

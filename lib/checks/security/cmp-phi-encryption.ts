import { launchesOf } from '#lib/inventory/derived/launch.ts'
import { classifyService } from '#lib/inventory/derived/tags.ts'
import { cite, derived, type Evidence } from '#lib/inventory/evidence.ts'
import { ifKnown, type Look } from '#lib/inventory/look.ts'
import type { SectionName } from '#lib/inventory/sections.ts'
import type { ServiceSubject } from '#lib/inventory/subjects/service.ts'
import type { SubjectItem } from '#lib/inventory/subjects/subject.ts'
import { type Check, defineCheck } from '../define-check.ts'
import { combine, fail, needsAttestation, notApplicable, pass, type Result, undetermined } from '../result.ts'
import stoEfsTransitEncryption from '../storage/sto-efs-transit-encryption.ts'
import scrSecretBucket from './scr-secret-bucket.ts'
import secServiceToServiceEncryption from './sec-service-to-service-encryption.ts'
import secTlsListener from './sec-tls-listener.ts'
import secTlsPolicy from './sec-tls-policy.ts'
import secTlsToTargets from './sec-tls-to-targets.ts'
import stoEbsEncryption from './sto-ebs-encryption.ts'

type Message = 'member' | 'fileSystem'
type View = (look: Look<SectionName>) => readonly SubjectItem<unknown>[]

/** The checks that are rolled up, and of each the reasons that are about who owns a key: those do not count here. */
const members: readonly { check: Check; ownership: readonly string[]; items: View }[] = [
  { check: secTlsListener, ownership: [] },
  { check: secTlsPolicy, ownership: [] },
  { check: secTlsToTargets, ownership: [] },
  { check: secServiceToServiceEncryption, ownership: [] },
  { check: stoEfsTransitEncryption, ownership: [] },
  { check: stoEbsEncryption, ownership: ['awsKey', 'keyState'] },
  { check: scrSecretBucket, ownership: ['ownKey'] },
].map(({ check, ownership }) => ({ check, ownership, items: (look) => check.kind.find(look) }))

const hostTypes = ['autoscaling-group', 'ecs-container-instance']

const sections: readonly SectionName[] = [
  ...new Set<SectionName>([...members.flatMap(({ check }) => check.sections), 'taskDefinitions', 'efsFileSystems']),
]

export default defineCheck({
  id: 'cmp-phi-encryption',
  subject: 'service',
  requires: sections,
  failTitle: 'Health information without full encryption',
  messages: {
    member: '{title}: {subject}, which {service} uses.',
    fileSystem: '{service} keeps files on {fileSystem}, which is not encrypted.',
  },
  why: 'Health information has to be encrypted wherever it travels or rests; an auditor asks for the whole chain of a service, not for one setting. This sums up what the checks on its parts say.',
  fix: {
    summary:
      'Fix the parts that are named, each as its own check describes. Prefer keys of your own, though whose key it is does not count here. A written decision for a measure that the rules leave open belongs on the finding of that part, as an exception.',
    effort: 'medium',
    cli: `# The parts are described at the checks named in the evidence, for example:
aws elbv2 modify-listener --listener-arn LISTENER --protocol HTTPS --certificates CertificateArn=CERTIFICATE \\
  --ssl-policy ELBSecurityPolicy-TLS13-1-2-Res-2021-06`,
    terraform: `efs_volume_configuration { transit_encryption = "ENABLED" }
resource "aws_efs_file_system" "NAME" { encrypted = true }
resource "aws_ebs_encryption_by_default" "region" { enabled = true }`,
    cloudformation: `EFSVolumeConfiguration: { TransitEncryption: ENABLED }
# Type: AWS::EFS::FileSystem
#   Properties: { Encrypted: true }`,
  },
  rollsUp: members.map(({ check }) => check.id),
  evaluate(value, look) {
    const { phi } = classifyService(look, value.service)
    if (!phi)
      return notApplicable(
        phi === undefined
          ? 'No tag says whether it handles health information: tag it with compliance or data-classification.'
          : 'Its tags say that it handles no health information.',
      )
    const onHosts = ifKnown(() => launchesOf(look, value.service))?.some((launch) => launch !== 'FARGATE') ?? true
    const parts = members.flatMap((member) =>
      look
        .once(member.items)
        .filter((item) => belongs(item, value, onHosts))
        .flatMap((item) => statusOf(look, member, item, value) ?? []),
    )
    return combine([...parts, ...fileSystems(look, value)], 'Nothing of it is judged by the checks on encryption.')
  },
})

/** What names the service; or hosts of its cluster, when it runs on hosts. */
function belongs(
  { type, services, clusters }: SubjectItem<unknown>,
  { service }: ServiceSubject,
  onHosts: boolean,
): boolean {
  if (services.includes(service.serviceArn)) return true
  return onHosts && hostTypes.includes(type) && clusters.includes(service.clusterArn)
}

/**
 * What a member says of one of its subjects, as the roll-up counts it; undefined where it does not apply. A gap makes that part
 * unknown, no more.
 */
function statusOf(
  look: Look<SectionName>,
  { check, ownership }: (typeof members)[number],
  item: SubjectItem<unknown>,
  { service }: ServiceSubject,
): Result<Message> | undefined {
  const result = item.unread ? undefined : ifKnown(() => check.evaluate(item.value, look, item))
  if (!result || result.status === 'unknown') return undetermined(`${check.id} cannot be told of ${item.name}.`)
  const counts = result.status === 'fail' && result.reasons.some((reason) => !ownership.includes(reason.message))
  const status = result.status === 'fail' && !counts ? 'pass' : result.status
  const evidence: Evidence[] = [
    cite('services', service, 'serviceArn'),
    cite('services', service, 'tags'),
    derived(`status of ${check.id} on ${item.name}`, status),
  ]
  if (counts)
    return fail('member', { title: check.failTitle, subject: item.name, service: service.serviceName }, evidence)
  if (result.status === 'manual') return needsAttestation(result.question, evidence)
  return status === 'not_applicable' ? undefined : pass([], evidence)
}

/** EFS file systems of the revisions that it runs or is to run: encrypted at rest, under whatever key. */
function fileSystems(look: Look<SectionName>, { service, tasks }: ServiceSubject): Result<Message>[] {
  const arns = [service, ...service.deployments, ...service.taskSets].map((one) => one.taskDefinition)
  const revisions = new Set([...arns, ...tasks.map((task) => task.taskDefinitionArn)])
  const definitions = [...revisions].flatMap((arn) => (arn ? (look.get('taskDefinitions', arn) ?? []) : []))
  const volumes = definitions.flatMap((definition) => definition.volumes)
  const ids = new Set(volumes.flatMap((volume) => volume.efsVolumeConfiguration?.fileSystemId ?? []))
  return [...ids].map((id) => {
    const found = look.get('efsFileSystems', id)
    if (!found) return undetermined(`File system ${id} is not one of this account.`)
    const evidence = [cite('services', service, 'serviceArn'), cite('efsFileSystems', found, 'Encrypted')]
    if (found.Encrypted) return pass([], evidence)
    return fail('fileSystem', { service: service.serviceName, fileSystem: id }, evidence)
  })
}

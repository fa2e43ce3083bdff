import { parseArn } from '#lib/inventory/derived/arn.ts'
import { keyReference } from '#lib/inventory/derived/secrets.ts'
import { servicesOn } from '#lib/inventory/derived/service-places.ts'
import { classify, classifyService } from '#lib/inventory/derived/tags.ts'
import { volumesByInstance } from '#lib/inventory/derived/volumes.ts'
import { cite, type Evidence } from '#lib/inventory/evidence.ts'
import { ifKnown, type Look } from '#lib/inventory/look.ts'
import { type BlockStorageUser, volumeIdsOf } from '#lib/inventory/subjects/block-storage.ts'
import type { EbsVolume } from '#lib/inventory/types/ec2-storage.ts'
import type { Service } from '#lib/inventory/types/ecs.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, notApplicable, pass, type Result, type Severity, undetermined } from '../result.ts'

const sections = ['volumes', 'ebsEncryptionByDefault', 'kmsKeys'] as const
type Section = (typeof sections)[number] | 'clusters' | 'services' | 'capacityProviders'
type Message = 'plain' | 'configured' | 'awsKey' | 'keyState'

export default defineCheck({
  id: 'sto-ebs-encryption',
  subject: 'blockStorage',
  requires: sections,
  failTitle: 'EBS volume is not encrypted',
  messages: {
    plain: 'Volume {volume} of {owner} is not encrypted.',
    configured:
      'Tasks of {owner} will get the volume {volume} unencrypted, and the Region does not encrypt by default.',
    awsKey: 'Volume {volume} of {owner} is encrypted with a key of AWS, where a key of your own is required.',
    keyState: 'The key of volume {volume} of {owner} is {state}.',
  },
  why: 'Image layers, mounted secrets and temporary files end up on these volumes, and so in their snapshots. Unencrypted, whoever can copy a snapshot or gets hold of the disk reads them.',
  fix: {
    summary:
      'Turn on encryption by default in the Region, set it in the launch template and on the service, and replace hosts and tasks: a volume cannot be encrypted in place. A customer managed key must let the roles of EC2 and ECS use it.',
    effort: 'medium',
    cli: `aws ec2 enable-ebs-encryption-by-default
aws ec2 create-launch-template-version --launch-template-id TEMPLATE --source-version '$Latest' \\
  --launch-template-data '{"BlockDeviceMappings":[{"DeviceName":"/dev/xvda","Ebs":{"Encrypted":true,"KmsKeyId":"KEY"}}]}'
aws ecs update-service --cluster CLUSTER --service SERVICE \\
  --volume-configurations 'name=VOLUME,managedEBSVolume={encrypted=true,kmsKeyId=KEY,roleArn=ROLE,sizeInGiB=SIZE}'`,
    terraform: `resource "aws_ebs_encryption_by_default" "region" {
  enabled = true
}
resource "aws_launch_template" "NAME" {
  block_device_mappings {
    device_name = "/dev/xvda"
    ebs { encrypted = true }
  }
}
resource "aws_ecs_service" "NAME" {
  volume_configuration {
    managed_ebs_volume { encrypted = true }
  }
}`,
    cloudformation: `Template:
  Type: AWS::EC2::LaunchTemplate
  Properties:
    LaunchTemplateData:
      BlockDeviceMappings:
        - { DeviceName: /dev/xvda, Ebs: { Encrypted: true } }
Service:
  Type: AWS::ECS::Service
  Properties:
    VolumeConfigurations:
      - Name: VOLUME
        ManagedEBSVolume: { Encrypted: true }`,
  },
  evaluate(user, look, { name, clusters }) {
    if (user.kind === 'hosts' && user.hosts.launch === 'EXTERNAL')
      return notApplicable('ECS Anywhere machines have no EBS volumes.')
    const classes = ifKnown(() => classesOf(look, user, clusters)) ?? []
    const severity: Severity = classes.some((one) => one.sensitive) ? 'high' : 'medium'
    const volumes = volumesOf(look, user)
    const plain = volumes.filter((one) => !one.Encrypted)
    if (plain.length > 0)
      return combine(
        plain.map((one) =>
          fail('plain', { volume: one.VolumeId, owner: name }, [...cited(one), ...byDefault(look)], { severity }),
        ),
      )
    look.all('volumes')
    if (volumes.length > 0) return combine(volumes.map((one) => judgeKey(look, one, { name, severity })))
    if (user.kind === 'tasks' && user.workload.kind === 'service')
      return configuration(look, user.workload.service, severity)
    return notApplicable('No EBS volume is attached.')
  },
})

/** Of the services on the hosts, or of the service or cluster that the tasks belong to. */
function classesOf(look: Look<Section>, user: BlockStorageUser, clusters: readonly string[]) {
  if (user.kind === 'tasks' && user.workload.kind === 'service') return [classifyService(look, user.workload.service)]
  if (user.kind === 'tasks') return clusters.map((arn) => classify(look, [look.get('clusters', arn)?.tags ?? []]))
  const { launch } = user.hosts
  return clusters.flatMap((arn) => servicesOn(look, launch, arn)).map((service) => classifyService(look, service))
}

/** As far as they were read. */
function volumesOf(look: Look<Section>, user: BlockStorageUser): readonly EbsVolume[] {
  if (user.kind === 'tasks') {
    const ids = new Set(user.workload.tasks.flatMap(volumeIdsOf))
    return look.seen('volumes').filter(({ VolumeId }) => ids.has(VolumeId))
  }
  const attached = look.once(volumesByInstance)
  return user.hosts.hosts.flatMap(({ registration }) => attached.get(registration.ec2InstanceId ?? '') ?? [])
}

const cited = (volume: EbsVolume): Evidence[] => [
  cite('volumes', volume, 'VolumeId'),
  cite('volumes', volume, 'Encrypted'),
]

const byDefault = (look: Look<Section>): Evidence[] =>
  look.seen('ebsEncryptionByDefault').map((one) => cite('ebsEncryptionByDefault', one, 'EbsEncryptionByDefault'))

function judgeKey(
  look: Look<Section>,
  volume: EbsVolume,
  { name, severity }: { name: string; severity: Severity },
): Result<Message> {
  const ownKey = look.policy.requireCustomerKey
  const reference = keyReference(volume.KmsKeyId ?? 'alias/aws/ebs', look)
  const key = ownKey ? look.get('kmsKeys', reference) : ifKnown(() => look.get('kmsKeys', reference))
  const evidence = [...cited(volume), cite('volumes', volume, 'KmsKeyId')]
  const data = { volume: volume.VolumeId, owner: name }
  if (!ownKey)
    return pass(key?.KeyManager === 'AWS' ? 'Its volumes are encrypted with the key that AWS manages.' : [], evidence)
  if (!key) {
    const { account } = parseArn(reference) ?? look
    if (account !== look.account)
      return undetermined(`The key of ${volume.VolumeId} belongs to account ${account}, which cannot be looked into.`)
    return fail('keyState', { ...data, state: 'deleted' }, evidence, { severity })
  }
  const proof = [...evidence, cite('kmsKeys', key, 'KeyManager'), cite('kmsKeys', key, 'KeyState')]
  if (key.KeyManager !== 'CUSTOMER') return fail('awsKey', data, proof, { severity })
  if (key.KeyState !== 'Enabled') return fail('keyState', { ...data, state: key.KeyState }, proof, { severity })
  return pass([], proof)
}

/**
 * What the next tasks get, while none has a volume. The volume's own setting decides, then the cluster's key, then the
 * default of the Region, which also overrides a setting that says no.
 */
function configuration(look: Look<Section>, service: Service, severity: Severity): Result<Message> {
  const position = service.deployments.findIndex(({ status }) => status === 'PRIMARY')
  const volumes = service.deployments[position]?.volumeConfigurations ?? []
  const [region] = look.all('ebsEncryptionByDefault')
  const cluster = look.get('clusters', service.clusterArn)
  const clusterKey = cluster?.configuration?.managedStorageConfiguration?.kmsKeyId
  return combine(
    volumes.map(({ name, encrypted, kmsKeyId }, index) => {
      const path = `deployments[${position}].volumeConfigurations[${index}]`
      const evidence = [cite('services', service, `${path}.encrypted`), ...byDefault(look)]
      const key = kmsKeyId ?? clusterKey
      if (encrypted || (encrypted === undefined && key) || region?.EbsEncryptionByDefault) return pass([], evidence)
      return fail('configured', { owner: service.serviceName, volume: name }, evidence, { severity })
    }),
    'No volume is configured.',
  )
}

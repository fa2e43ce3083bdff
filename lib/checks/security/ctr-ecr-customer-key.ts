import { parseArn } from '#lib/inventory/derived/arn.ts'
import { keyReference } from '#lib/inventory/derived/secrets.ts'
import { classifyUse } from '#lib/inventory/derived/tags.ts'
import { cite } from '#lib/inventory/evidence.ts'
import { ifKnown } from '#lib/inventory/look.ts'
import { defineCheck } from '../define-check.ts'
import { fail, pass, undetermined } from '../result.ts'

export default defineCheck({
  id: 'ctr-ecr-customer-key',
  subject: 'repository',
  requires: ['kmsKeys'],
  failTitle: 'Images are not under your own key',
  messages: {
    shared: '{repository} is encrypted with {algorithm}, under a key that nobody here controls.',
    managed: '{repository} is encrypted under the key that AWS manages for ECR, not under your own.',
    unusable: 'The key of {repository} is {state}: its images cannot be pulled.',
  },
  why: 'With a key of your own you decide who can use your images, see each use in CloudTrail, and can shut them off at once. Where rules demand control of keys, those of AWS do not count.',
  fix: {
    summary:
      'The encryption of a repository cannot be changed: create a new one with a KMS key, copy the images and point task definitions to it. Set it in the templates for repositories made by pull-through or replication too. A disabled key stops every pull.',
    effort: 'medium',
    cli: `aws ecr create-repository --repository-name NEW_NAME \\
  --encryption-configuration encryptionType=KMS,kmsKey=KEY_ARN
aws ecr create-repository-creation-template --prefix PREFIX --applied-for PULL_THROUGH_CACHE \\
  --encryption-configuration encryptionType=KMS,kmsKey=KEY_ARN`,
    terraform: `resource "aws_ecr_repository" "NAME" {
  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.IMAGES.arn
  }
}`,
    cloudformation: `Type: AWS::ECR::Repository
Properties:
  EncryptionConfiguration: { EncryptionType: KMS, KmsKey: !GetAtt ImagesKey.Arn }`,
  },
  evaluate({ repository, images }, look) {
    const { encryptionConfiguration: encryption, repositoryName } = repository
    const algorithm = encryption?.encryptionType ?? 'AES256'
    const evidence = [
      cite('repositories', repository, 'repositoryName'),
      ...(encryption
        ? [
            cite('repositories', repository, 'encryptionConfiguration.encryptionType'),
            cite('repositories', repository, 'encryptionConfiguration.kmsKey'),
          ]
        : [cite('repositories', repository, 'encryptionConfiguration')]),
    ]
    const uses = images.flatMap((image) => image.uses)
    const harmless = ifKnown(() => uses.every((use) => classifyUse(look, use).sensitive === false))
    const severity = harmless ? ({ severity: 'info' } as const) : {}
    if (algorithm !== 'KMS' && algorithm !== 'KMS_DSSE')
      return fail('shared', { repository: repositoryName, algorithm }, evidence, severity)
    if (!encryption?.kmsKey) return fail('managed', { repository: repositoryName }, evidence, severity)
    const reference = keyReference(encryption.kmsKey, look)
    const owner = parseArn(reference)?.account
    if (owner !== look.account) return undetermined(`Its key belongs to account ${owner}, which cannot be looked into.`)
    const key = look.get('kmsKeys', reference)
    if (!key) return fail('unusable', { repository: repositoryName, state: 'gone' }, evidence)
    const facts = [...evidence, cite('kmsKeys', key, 'KeyManager'), cite('kmsKeys', key, 'KeyState')]
    if (key.KeyManager !== 'CUSTOMER') return fail('managed', { repository: repositoryName }, facts, severity)
    if (key.KeyState !== 'Enabled') return fail('unusable', { repository: repositoryName, state: key.KeyState }, facts)
    return pass([], facts)
  },
})

import type { Repository } from '#lib/inventory/types/ecr.ts'
import { repository } from '../testing/account.ts'
import { container, service, withContainers } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { keyArn, kmsKey } from '../testing/secrets.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './ctr-ecr-customer-key.ts'

const given = (encryptionConfiguration: Repository['encryptionConfiguration'], more: object = {}) => ({
  repositories: [repository({ encryptionConfiguration })],
  kmsKeys: [kmsKey()],
  ...more,
})
const own = { encryptionType: 'KMS', kmsKey: keyArn }
const tagged = (value: string) => ({ services: [service({ tags: [{ key: 'data-classification', value }] })] })
const aes = { encryptionType: 'AES256' }
const managed = { kmsKeys: [kmsKey({ KeyManager: 'AWS' })] }

testCheck(check, {
  pass: {
    'a key of the account': { given: given(own) },
    'two layers of encryption': { given: given({ ...own, encryptionType: 'KMS_DSSE' }) },
    'the key by its id': { given: given({ ...own, kmsKey: keyArn.slice(keyArn.indexOf('/') + 1) }) },
  },
  fail: {
    'AES-256 where nothing says what the data is': { given: given(aes), message: 'shared' },
    'nothing set is AES-256': { given: given(undefined), message: 'shared' },
    'AES-256 for sensitive data': { given: given(aes, tagged('restricted')), message: 'shared' },
    'AES-256 for harmless data': { given: given(aes, tagged('internal')), message: 'shared', severity: 'info' },
    'KMS without a key is the one of AWS': { given: given({ encryptionType: 'KMS' }), message: 'managed' },
    'the key that AWS manages': { given: given(own, managed), message: 'managed' },
    'the key that AWS manages, for harmless data': {
      given: given(own, { ...managed, ...tagged('public') }),
      message: 'managed',
      severity: 'info',
    },
    'a disabled key': {
      given: given(own, { kmsKeys: [kmsKey({ KeyState: 'Disabled' })], ...tagged('internal') }),
      message: 'unusable',
    },
    'a key that is about to be deleted': {
      given: given(own, { kmsKeys: [kmsKey({ KeyState: 'PendingDeletion' })] }),
      message: 'unusable',
    },
    'AES-256 where one of two services is sensitive': {
      given: given(aes, {
        services: [
          ...tagged('internal').services,
          service({
            serviceName: 'shop',
            serviceArn: id.arn('ecs', 'service/main/shop'),
            tags: [{ key: 'data-classification', value: 'restricted' }],
          }),
        ],
      }),
      message: 'shared',
    },
    'a key that is gone': { given: given(own, { kmsKeys: [] }), message: 'unusable' },
  },
  notApplicable: {
    'an image from elsewhere': { given: withContainers(container({ image: 'public.ecr.aws/nginx/nginx:1.27' })) },
  },
  unknown: {
    'the repository of another account': {
      given: withContainers(container({ image: `444455556666.dkr.ecr.${id.region}.amazonaws.com/web:1` })),
      subject: `arn:aws:ecr:${id.region}:444455556666:repository/web`,
      reason: 'account 444455556666',
    },
    'a key of another account': {
      given: given({ ...own, kmsKey: keyArn.replace('111122223333', '999988887777') }),
      reason: '999988887777',
    },
  },
})

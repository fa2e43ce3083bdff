import type { Role } from '#lib/inventory/types/iam.ts'
import { allow, role } from '../testing/account.ts'
import { container, family, service, task, taskDefinition } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import {
  keyArn,
  keyPolicy,
  kmsKey,
  letting,
  parameter,
  parameterArn,
  resourcePolicy,
  secret,
  secretArn,
} from '../testing/secrets.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './scr-access-restricted.ts'

const read = 'secretsmanager:GetSecretValue'
const statement = (Action: string, Resource: string, more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
})
const may = (...Statement: object[]): Partial<Role> => ({
  RolePolicyList: [{ PolicyName: 'secrets', PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }) }],
})
const execution = (...statements: object[]) => role('web-execution', may(...statements))
const own = execution(statement(read, secretArn))
const given = (valueFrom: string, more: object = {}) => ({
  taskDefinitions: [
    taskDefinition({ containerDefinitions: [container({ secrets: [{ name: 'DATABASE_URL', valueFrom }] })] }),
  ],
  roles: [role(), own],
  secrets: [secret()],
  secretPolicies: [{ reference: secretArn }],
  parameters: [parameter()],
  ...more,
})
const withPolicy = (...statements: object[]) => ({
  secretPolicies: [{ reference: secretArn, ResourcePolicy: resourcePolicy(...statements) }],
})
const underKey = { secrets: [secret({ KmsKeyId: keyArn })], kmsKeys: [kmsKey()], kmsKeyPolicies: [keyPolicy()] }
const decrypting = execution(statement(read, secretArn), statement('kms:Decrypt', keyArn))
const root = id.arn('iam', 'root', '')
const stranger = 'arn:aws:iam::444455556666:root'
const organization = [{ Id: 'o-1', Arn: 'arn:aws:organizations::1:organization/o-1', MasterAccountId: '777788889999' }]
const subject = id.executionRoleArn
/** A Deny in the policy of the secret for everybody but those named. */
const denyingAllBut = (...AWS: string[]) => {
  const { Principal: _, ...rest } = { ...letting('*', 'secretsmanager:*'), Principal: undefined }
  return { ...rest, Effect: 'Deny', NotPrincipal: { AWS } }
}

/** A second family, shop, whose task role is judged; web alone is given the secret. */
const shopRole = (over: Partial<Role> = may()) => role('shop-task', over)
const shopArn = shopRole().Arn
const besides = (over: Partial<Role>, more: object = {}) => {
  const shop = taskDefinition({
    taskDefinitionArn: id.arn('ecs', 'task-definition/shop:1'),
    family: 'shop',
    revision: 1,
    taskRoleArn: shopArn,
    executionRoleArn: undefined,
  })
  return given(secretArn, {
    taskDefinitions: [...given(secretArn).taskDefinitions, shop],
    families: [family(), family({ family: 'shop', activeRevisions: [1] })],
    services: [
      service(),
      service({
        serviceArn: id.arn('ecs', 'service/main/shop'),
        serviceName: 'shop',
        taskDefinition: shop.taskDefinitionArn,
      }),
    ],
    tasks: [task()],
    roles: [role(), own, shopRole(over)],
    ...more,
  })
}

testCheck(check, {
  pass: {
    'it may read exactly its secret': { given: given(secretArn), subject },
    'a key and a version behind the ARN': { given: given(`${secretArn}:password::`), subject },
    'question marks for the added characters': {
      given: given(secretArn, { roles: [role(), execution(statement(read, `${secretArn.slice(0, -6)}??????`))] }),
      subject,
    },
    'a parameter': {
      given: given(parameterArn, { roles: [role(), execution(statement('ssm:GetParameters', parameterArn))] }),
      subject,
    },
    'the policy of the secret names it': {
      given: given(secretArn, { roles: [role(), role('web-execution', may())], ...withPolicy(letting(subject, read)) }),
      subject,
    },
    'it may decrypt with the key': { given: given(secretArn, { ...underKey, roles: [role(), decrypting] }), subject },
    'it may decrypt through the service': {
      given: given(secretArn, {
        ...underKey,
        roles: [
          role(),
          execution(
            statement(read, secretArn),
            statement('kms:Decrypt', keyArn, {
              Condition: { StringEquals: { 'kms:ViaService': 'secretsmanager.eu-west-1.amazonaws.com' } },
            }),
          ),
        ],
      }),
      subject,
    },
    'the policy of the key names it': {
      given: given(secretArn, {
        ...underKey,
        kmsKeyPolicies: [keyPolicy(resourcePolicy(letting(subject, 'kms:Decrypt')))],
      }),
      subject,
    },
    'a key that AWS manages takes no right of its own': {
      given: given(secretArn, { ...underKey, kmsKeys: [kmsKey({ KeyManager: 'AWS' })] }),
      subject,
    },
    'a parameter under the key of AWS by its alias': {
      given: given(parameterArn, {
        roles: [role(), execution(statement('ssm:GetParameters', parameterArn))],
        kmsKeys: [kmsKey({ reference: id.arn('kms', 'alias/aws/ssm'), KeyManager: 'AWS' })],
      }),
      subject,
    },
    'a plain parameter takes no key': {
      given: given(parameterArn, {
        roles: [role(), execution(statement('ssm:GetParameters', parameterArn))],
        parameters: [parameter({ Type: 'String' })],
      }),
      subject,
    },
    'a denial for everybody else is good practice': {
      given: given(
        secretArn,
        withPolicy({
          ...letting('*', read, { StringNotEquals: { 'aws:PrincipalArn': subject } }),
          Effect: 'Deny',
        }),
      ),
      subject,
    },
    'the organization may read': {
      given: given(secretArn, withPolicy(letting('*', read, { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }))),
      subject,
    },
    'one endpoint may read': {
      given: given(secretArn, withPolicy(letting('*', read, { StringEquals: { 'aws:SourceVpce': 'vpce-1' } }))),
      subject,
    },
    'another account cannot use the key that AWS manages': {
      given: given(secretArn, withPolicy(letting(stranger, read))),
      subject,
      hint: 'cannot use its key',
    },
    'the own account': { given: given(secretArn, withPolicy(letting(root, read))), subject },
    'a Deny for everybody but the role': { given: given(secretArn, withPolicy(denyingAllBut(subject))), subject },
    'everybody, of whom a Deny leaves the role alone': {
      given: given(secretArn, withPolicy(letting('*', read), denyingAllBut(subject))),
      subject,
    },
    'the task role of the same family reads at run time': {
      given: given(secretArn, { roles: [role('web-task', may(statement(read, secretArn))), own] }),
      subject: id.taskRoleArn,
    },
    'a condition decides whether it reads what is another family’s': {
      given: besides(may(statement(read, '*', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'shop' } } }))),
      subject: shopArn,
      hint: 'A condition decides',
    },
  },
  fail: {
    'nothing lets it read': {
      given: given(secretArn, { roles: [role(), role('web-execution', may())] }),
      subject,
      message: 'noRead',
    },
    'it may read another secret only': {
      given: given(secretArn, { roles: [role(), execution(statement(read, `${secretArn.slice(0, -6)}other-*`))] }),
      subject,
      message: 'noRead',
    },
    'GetParameter is not what ECS calls': {
      given: given(parameterArn, { roles: [role(), execution(statement('ssm:GetParameter', parameterArn))] }),
      subject,
      message: 'noRead',
    },
    'a Deny for everybody but another role': {
      given: given(secretArn, withPolicy(denyingAllBut(shopRole().Arn, root))),
      subject,
      message: 'noRead',
    },
    'a Deny that spares another account, whom the policy lets in': {
      given: given(secretArn, {
        ...withPolicy(letting('*', read), denyingAllBut(subject, stranger)),
        ...underKey,
        roles: [role(), decrypting],
        organization: [],
      }),
      subject,
      message: 'shared',
    },
    'a denial in the policy of the secret': {
      given: given(secretArn, withPolicy({ ...letting('*', 'secretsmanager:*'), Effect: 'Deny' })),
      subject,
      message: 'noRead',
    },
    'a boundary without secrets': {
      given: given(secretArn, {
        roles: [
          role(),
          {
            ...own,
            PermissionsBoundary: {
              PermissionsBoundaryArn: id.arn('iam', 'policy/limit', ''),
              PermissionsBoundaryType: 'Policy',
            },
          },
        ],
        policies: [
          {
            PolicyName: 'limit',
            Arn: id.arn('iam', 'policy/limit', ''),
            AttachmentCount: 0,
            PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, Document: allow('s3:*', '*') }],
          },
        ],
      }),
      subject,
      message: 'noRead',
    },
    'it may not decrypt': { given: given(secretArn, underKey), subject, message: 'noDecrypt' },
    'the key does not let the account decide': {
      given: given(secretArn, {
        ...underKey,
        roles: [role(), decrypting],
        kmsKeyPolicies: [keyPolicy(resourcePolicy(letting(id.arn('iam', 'role/other', ''), 'kms:*')))],
      }),
      subject,
      message: 'noDecrypt',
    },
    'everybody may read': { given: given(secretArn, withPolicy(letting('*', read))), subject, message: 'open' },
    'everybody may change it': {
      given: given(secretArn, withPolicy(letting('*', 'secretsmanager:PutSecretValue'))),
      subject,
      message: 'open',
    },
    'another account under a key of our own': {
      given: given(secretArn, { ...underKey, roles: [role(), decrypting], ...withPolicy(letting(stranger, read)) }),
      subject,
      message: 'shared',
    },
    'a role of another family reads every secret': {
      given: besides(may(statement('secretsmanager:*', '*'))),
      subject: shopArn,
      message: 'tooMany',
    },
    'a role of another family reads every parameter, by another call than that of ECS': {
      given: besides(may(statement('ssm:GetParameter', '*')), {
        taskDefinitions: besides({}).taskDefinitions.map((one) =>
          one.family === 'web' ? (given(parameterArn).taskDefinitions[0] ?? one) : one,
        ),
      }),
      subject: shopArn,
      message: 'tooMany',
    },
    'a role of another family that the secret names': {
      given: besides(may(), withPolicy(letting(shopArn, read))),
      subject: shopArn,
      message: 'tooMany',
    },
    'a role of another family, let in with everybody by the policy of the secret': {
      given: besides(may(), withPolicy(letting('*', read))),
      subject: shopArn,
      message: 'tooMany',
    },
    'a role of another family that the policy of the secret does not except': {
      given: besides(may(), withPolicy({ ...denyingAllBut(subject), Effect: 'Allow' })),
      subject: shopArn,
      message: 'tooMany',
    },
    'a role of another family whose ARN the policy of the secret spells with escapes': {
      given: besides(may(), {
        secretPolicies: [
          {
            reference: secretArn,
            ResourcePolicy: resourcePolicy(letting(shopArn, read)).replaceAll('/', String.raw`\/`),
          },
        ],
      }),
      subject: shopArn,
      message: 'tooMany',
    },
  },
  notApplicable: {
    'no secrets in use': { given: { roles: [role(), own] }, subject },
    'a role that is named as one that reads for many': {
      given: besides(may(statement(read, '*'))),
      subject: shopArn,
      policy: { sharedSecretReaders: ['shop-*'] },
    },
    'the policy of the secret speaks to the whole account, and the role has no right of its own': {
      given: besides(may(), withPolicy(letting(root, read))),
      subject: shopArn,
    },
    'a role that can read none': { given: besides(may(statement('s3:GetObject', '*'))), subject: shopArn },
    'a secret that does not exist': { given: given(secretArn, { secrets: [], secretPolicies: [] }), subject },
    'a role that does not exist': { given: given(secretArn, { roles: [role()] }), subject },
    'it may read, but not decrypt, what is another family’s': {
      given: besides(may(statement(read, '*')), underKey),
      subject: shopArn,
    },
  },
  unknown: {
    'a secret of another account': {
      given: given('arn:aws:secretsmanager:eu-west-1:999988887777:secret:shared-AbCdEf'),
      subject,
      reason: '999988887777',
    },
    'a key of another account': {
      given: given(secretArn, { secrets: [secret({ KmsKeyId: keyArn.replace('111122223333', '999988887777') })] }),
      subject,
      reason: 'not one of this account',
    },
    'a role of another account': {
      given: given(secretArn, {
        taskDefinitions: [
          taskDefinition({
            executionRoleArn: 'arn:aws:iam::999988887777:role/web',
            containerDefinitions: given(secretArn).taskDefinitions[0]?.containerDefinitions,
          }),
        ],
      }),
      subject: 'arn:aws:iam::999988887777:role/web',
      reason: 'another account',
    },
    'a policy that was not read': {
      given: given(secretArn, {
        roles: [
          role(),
          { ...own, AttachedManagedPolicies: [{ PolicyName: 'gone', PolicyArn: id.arn('iam', 'policy/gone', '') }] },
        ],
      }),
      subject,
      reason: 'could not be read',
    },
    'an account that may belong to the organization': {
      given: given(secretArn, {
        ...underKey,
        roles: [role(), decrypting],
        ...withPolicy(letting(stranger, read)),
        organization,
      }),
      subject,
      reason: '444455556666',
    },
    'the policy of the secret is none': {
      given: given(secretArn, { secretPolicies: [{ reference: secretArn, ResourcePolicy: 'no' }] }),
      subject,
      reason: 'could not be read',
    },
  },
})

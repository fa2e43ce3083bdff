import type { ContainerDefinition } from '#lib/inventory/types/task-definition.ts'
import { allow, role } from '../testing/account.ts'
import { container, service, withContainers } from '../testing/ecs.ts'
import { secretArn } from '../testing/secrets.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './scr-sidecar-volume.ts'

const secrets = [{ name: 'DATABASE_URL', valueFrom: secretArn }]
const shared = [{ sourceVolume: 'secrets', containerPath: '/secrets' }]
const tagged = (value: string) => ({ services: [service({ tags: [{ key: 'data-classification', value }] })] })
const given = (app: Partial<ContainerDefinition>, more: object = {}, ...others: ContainerDefinition[]) => ({
  ...tagged('restricted'),
  ...withContainers(container({ secrets, ...app }), ...others),
  ...more,
})
const init = (over: Partial<ContainerDefinition> = {}) =>
  container({ name: 'fetch', essential: false, mountPoints: shared, ...over })
const after = (condition: string) => ({ dependsOn: [{ containerName: 'fetch', condition }], mountPoints: shared })
const reading = (resource: string) => ({
  roles: [
    role('web-task', {
      RolePolicyList: [{ PolicyName: 'own', PolicyDocument: allow('secretsmanager:GetSecretValue', resource) }],
    }),
  ],
})
const hint = 'stand in its environment'

testCheck(check, {
  pass: {
    'a first container that writes them to a shared volume': { given: given(after('SUCCESS'), {}, init()) },
    'a first container that just ends': { given: given(after('COMPLETE'), {}, init()) },
    'the program reads another secret itself': {
      given: given({}, reading(secretArn.replace('database', 'signing'))),
    },
    'the program may read every secret': { given: given({}, reading('*')) },
    'variables alone': { given: given({}), hint },
    'a first container that still runs': { given: given(after('START'), {}, init()), hint },
    'a first container that the task cannot do without': {
      given: given(after('SUCCESS'), {}, init({ essential: true })),
      hint,
    },
    'essential is the default': { given: given(after('SUCCESS'), {}, init({ essential: undefined })), hint },
    'no volume in common': { given: given(after('SUCCESS'), {}, init({ mountPoints: [] })), hint },
    'the program may read only what is injected': { given: given({}, reading(secretArn)), hint },
    'the program may read only what is injected, whatever its suffix': {
      given: given({}, reading(`${secretArn.slice(0, -6)}??????`)),
      hint,
    },
    'a role that does not exist': { given: given({}, { roles: [] }), hint },
  },
  notApplicable: {
    'no secrets': { given: tagged('restricted') },
    'harmless data': { given: given({}, tagged('internal')), reason: 'not sensitive' },
    'no tag': { given: given({}, { services: [service()] }), reason: 'tag the service' },
    'nothing uses it': { given: given({}, { services: [], tasks: [] }) },
  },
})

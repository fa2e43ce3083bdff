import { acrossClusters } from './access.ts'
import { type Expectations, fails, list, without } from './expectation.ts'
import { executionRoles, ownTaskRoles } from './identity.ts'
import { everyService } from './questions.ts'
import type { Subjects } from './subjects.ts'

const instanceRoles = 'use1-risk-instance use1-windows-instance use1-models-instance euw1-risk-instance'

/** What is recorded and watched, who changes what, and who may do what nobody does. Roles are judged once for the account. */
export const audit = (is: Subjects): Expectations => {
  const recorded = { pass: [is.accountRegion()], fail: [], notApplicable: [] }
  return {
    'iam-cloudtrail-enabled': recorded,
    'iam-cloudtrail-alerting': recorded,
    'cmp-config-inventory': recorded,
    'img-findings-routed': recorded,
    'iam-access-audit': {
      pass: list(is.role, `${without(acrossClusters, 'break-glass')} payments-operator developer TidewaiterReadOnly`),
      fail: [...fails(is.role, 'break-glass', 'medium'), ...fails(is.user, 'ada build-server', 'medium')],
      notApplicable: list(is.role, 'use1-payments-api-task use1-payments-execution use1-reporting'),
    },
    'iam-unused-permissions': {
      pass: list(
        is.role,
        `${ownTaskRoles} ${executionRoles} ${instanceRoles} use1-legacy-instance use1-admin-portal-task use1-reporting`,
      ),
      fail: fails(is.role, 'use1-messaging-task', 'low'),
      notApplicable: list(is.role, 'refunds-legacy-task break-glass developer deploy-pipeline'),
    },
    'iam-instance-role-scoped': {
      pass: list(is.role, instanceRoles),
      fail: fails(is.role, 'use1-legacy-instance', 'critical'),
      notApplicable: list(is.role, 'use1-payments-api-task use1-risk-execution deploy-pipeline'),
    },
    'iam-pipeline-deploys': {
      pass: list(is.service, without(everyService, 'payments/payments-api')),
      fail: fails(is.service, 'payments/payments-api', 'medium'),
      notApplicable: [],
    },
    'ops-exec-access': {
      pass: list(is.service, without(everyService, 'payments/notifications', 'risk/fraud-scoring')),
      fail: fails(is.service, 'payments/notifications risk/fraud-scoring', 'medium'),
      notApplicable: [],
    },
    'ops-exec-instead-of-ssh': {
      pass: [],
      fail: [
        ...fails(is.autoScalingGroup, 'risk-al2023 windows-2022', 'medium'),
        ...fails(is.cluster, 'legacy', 'medium'),
      ],
      notApplicable: [is.capacityProvider('models-managed'), ...list(is.cluster, 'branch-edge')],
    },
    'rt-runtime-defense': {
      pass: list(is.cluster, 'payments backoffice'),
      fail: [
        ...fails(is.cluster, 'batch risk legacy', 'medium'),
        ...fails(is.cluster, 'models branch-edge', 'low', { heuristic: true }),
      ],
      notApplicable: list(is.cluster, 'windows sandbox'),
    },
  }
}

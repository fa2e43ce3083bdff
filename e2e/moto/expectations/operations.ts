import { ACCOUNT } from '../client.ts'
import type { Expectations } from './expectation.ts'

export const operations: Expectations = {
  // moto keeps no record of task counts.
  'cap-service-autoscaling': { fail: ['bad', 'green'], notApplicable: ['agent'], unknown: ['web'] },
  // moto makes no task set for a service that CodeDeploy deploys.
  'cap-multi-az': { pass: ['web'], fail: ['bad'], notApplicable: ['agent', 'green'] },
  // moto forgets which capacity provider a host came from.
  'cap-use-capacity-providers': { fail: ['main', 'side'] },
  'sto-efs-transit-encryption': { pass: ['green', 'web'], fail: ['bad'], notApplicable: ['agent', 'report'] },
  // moto gives every host one more volume than its template says, so the good host fails here too.
  'sto-ebs-encryption': { fail: ['hosts', 'side'] },
  // moto keeps no record of response times.
  'dep-deregistration-delay': { unknown: ['green', 'web'] },
  'dep-min-max-percent': { pass: ['bad', 'web'], notApplicable: ['agent', 'green'] },
  'log-driver-configured': {
    pass: ['bad / app', 'green / app', 'web / app'],
    fail: ['agent / agent', 'report / report'],
  },
  'log-retention': { pass: ['/ecs/web'], fail: ['/ecs/bad'] },
  // Whether the image brings a health check of its own cannot be read.
  'ops-container-health-check': {
    pass: ['green / app', 'web / app'],
    fail: ['agent / agent', 'report / report'],
    unknown: ['bad / app'],
  },
  // moto forgets a service's circuit breaker, so the good service fails here too.
  'ops-deployment-rollback': { pass: ['green'], fail: ['agent', 'bad', 'web'] },
  // moto knows no managed nodes.
  'ops-exec-instead-of-ssh': { fail: ['side'], unknown: ['hosts'] },
  'ops-exec-audit-logging': { notApplicable: ['main', 'side'] },
  'ops-exec-access': { pass: ['agent', 'bad', 'green', 'web'] },
  // moto makes no task set for a service that CodeDeploy deploys.
  'ops-fargate-platform': {
    pass: ['bad', 'main / web', 'web'],
    notApplicable: ['agent', 'side / report'],
    unknown: ['green'],
  },
  'ops-network-acls': { fail: ['private 1', 'private 2', 'public 1'] },
  'ops-api-authentication': { manual: ['front', 'open'] },
  'cap-demand-shock-plan': { notApplicable: ['agent', 'green'], manual: ['bad', 'web'] },
  'cap-load-tested': { notApplicable: ['agent', 'green'], manual: ['bad', 'web'] },
  'ops-app-performance': { notApplicable: ['agent', 'bad'], manual: ['green', 'web'] },
  'ops-architecture': { manual: ['main', 'side'] },
  // moto knows no pull-through cache rules: any repository may be a copy.
  'ops-automated-tests': { notApplicable: ['agent', 'green'], unknown: ['bad', 'web'] },
  'ops-data-masking': { notApplicable: ['agent', 'green'], manual: ['bad', 'web'] },
  'ops-engineering-conventions': { manual: [ACCOUNT] },
  // moto knows no pull-through cache rules: any repository may be a copy.
  'ops-input-validation': { notApplicable: ['agent', 'bad', 'green'], unknown: ['web'] },
  'sto-efs-restore-tested': { manual: ['bad files', 'web files'] },
}

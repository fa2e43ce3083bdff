/** What a scan of the account built in account.ts must say, check by check and subject by subject. */
interface Expectation {
  pass?: readonly string[]
  fail?: readonly string[]
  notApplicable?: readonly string[]
  /** What moto leaves out: unknown there, and covered by the simulator. */
  unknown?: readonly string[]
}

/** Actions that moto 5.2.3 does not answer; each must be named as a gap, and nothing else may be one. */
export const leftOut = [
  'ec2:GetInstanceMetadataDefaults',
  'ecr:DescribePullThroughCacheRules',
  'ecs:ListServiceDeployments',
]

const region = '123456789012 us-east-1'

export const expectations: Readonly<Record<string, Expectation>> = {
  'net-task-private-subnets': { pass: ['web'], fail: ['bad'], notApplicable: ['agent'] },
  'net-task-public-ip': { pass: ['web'], fail: ['bad'], notApplicable: ['agent'] },
  'net-no-ssh-from-internet': { fail: ['hosts'], notApplicable: ['web', 'open'] },
  'net-no-world-open-ingress': { pass: ['web', 'hosts'], fail: ['open'] },
  'net-no-host-mode': { fail: ['agent'], notApplicable: ['web', 'bad'] },
  'net-awsvpc-mode': { pass: ['web', 'bad'], notApplicable: ['agent'] },
  'net-container-insights': { pass: ['main'], fail: ['side'] },
  'net-endpoint-ecr': { fail: ['vpc'] },
  'cap-service-autoscaling': { fail: ['bad'], notApplicable: ['agent'], unknown: ['web'] },
  'cap-multi-az': { pass: ['web'], fail: ['bad'], notApplicable: ['agent'] },
  'cap-use-capacity-providers': { pass: ['main'], fail: ['side'] },
  'sto-efs-transit-encryption': { notApplicable: ['web', 'bad', 'agent'] },
  'dep-deregistration-delay': { unknown: ['web'] },
  'dep-min-max-percent': { pass: ['web', 'bad'], notApplicable: ['agent'] },
  'iam-task-role-present': { pass: ['web', 'bad'], fail: ['agent'] },
  'iam-task-role-distinct': { pass: ['web-task'], fail: ['bad-task'], notApplicable: ['web-execution', 'hosts'] },
  'iam-task-role-trust': { pass: ['web-task', 'web-execution', 'bad-task'], notApplicable: ['hosts'] },
  'iam-task-role-least-privilege': {
    pass: ['web-task', 'hosts'],
    fail: ['bad-task'],
    notApplicable: ['web-execution'],
  },
  'iam-imdsv2-required': { fail: ['side'] },
  'sec-tls-listener': { pass: ['front :443'], fail: ['front :80'] },
  'sec-tls-policy': { pass: ['front :443'], notApplicable: ['front :80'] },
  'sec-alb-only-ingress': { pass: ['web'], notApplicable: ['open', 'hosts'] },
  'scr-no-plaintext-env': { pass: ['web / app', 'agent / agent'], fail: ['bad / app'] },
  'scr-no-static-aws-keys': { pass: ['web / app', 'bad / app', 'agent / agent'] },
  'log-driver-configured': { pass: ['web / app', 'bad / app'], fail: ['agent / agent'] },
  'log-retention': { pass: ['/ecs/web'], fail: ['/ecs/bad'] },
  'img-scan-enabled': { pass: ['web'], fail: ['bad'] },
  // moto runs no containers, so no task reports a digest.
  'img-no-critical-high': { notApplicable: [region] },
  'ctr-non-root-user': { pass: ['web / app'], fail: ['bad / app', 'agent / agent'] },
  'ctr-readonly-rootfs': { pass: ['web / app'], fail: ['bad / app', 'agent / agent'] },
  'ctr-cpu-memory-limits': { pass: ['agent'], notApplicable: ['web', 'bad'] },
  'ctr-immutable-tags': { unknown: ['web', 'bad'] },
  'ctr-image-reference-pinned': { pass: ['web / app', 'agent / agent'], fail: ['bad / app'] },
  'ctr-no-privileged': { fail: ['agent / agent'], notApplicable: ['web / app', 'bad / app'] },
  'ctr-dangerous-capabilities': { pass: ['agent / agent'], notApplicable: ['web / app', 'bad / app'] },
  'ops-container-health-check': { pass: ['web / app'], fail: ['bad / app', 'agent / agent'] },
  // moto forgets a service's circuit breaker, so the good service fails here too.
  'ops-deployment-rollback': { fail: ['web', 'bad', 'agent'] },
  'ops-fargate-platform': { pass: ['web', 'bad'], notApplicable: ['agent'] },
}

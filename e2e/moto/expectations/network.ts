import type { Expectations } from './expectation.ts'
import { region } from './places.ts'

export const network: Expectations = {
  // moto makes no task set for a service that CodeDeploy deploys.
  'net-task-private-subnets': {
    pass: ['web'],
    fail: ['bad'],
    notApplicable: ['agent', 'main / web', 'side / report'],
    unknown: ['green'],
  },
  // moto makes no task set for a service that CodeDeploy deploys.
  'net-task-public-ip': {
    pass: ['main / web', 'web'],
    fail: ['bad'],
    notApplicable: ['agent', 'side / report'],
    unknown: ['green'],
  },
  'net-no-ssh-from-internet': { pass: ['web'], fail: ['hosts'], notApplicable: ['open'] },
  'net-no-world-open-ingress': { pass: ['hosts', 'web'], fail: ['open'] },
  'net-alb-waf-desync': { pass: ['front'], notApplicable: ['inner'] },
  'net-no-host-mode': { fail: ['agent'], notApplicable: ['bad', 'green', 'report', 'web'] },
  'net-awsvpc-mode': { pass: ['bad', 'green', 'web'], fail: ['report'], notApplicable: ['agent'] },
  'net-endpoint-ecr': { fail: ['vpc'] },
  'net-container-insights': { pass: ['main'], fail: ['side'] },
  'sec-tls-listener': { pass: ['front :443'], fail: ['front :80'], notApplicable: ['inner :80'] },
  'sec-tls-policy': { pass: ['front :443'], notApplicable: ['front :80', 'inner :80'] },
  'sec-tls-to-targets': { fail: ['web'], notApplicable: ['green'] },
  // moto knows no encryption controls of VPCs.
  'sec-service-to-service-encryption': { notApplicable: ['agent', 'bad', 'green'], unknown: ['web'] },
  'sec-sni-certificates': { fail: ['front :443'], notApplicable: ['front :80', 'inner :80'] },
  // moto knows no encryption controls of VPCs.
  'sec-nitro-encryption': { unknown: ['hosts', 'side'] },
  // moto makes no task set for a service that CodeDeploy deploys.
  'sec-dedicated-security-groups': { pass: ['bad', 'web'], notApplicable: ['agent'], unknown: ['green'] },
  'sec-alb-only-ingress': { pass: ['web'], notApplicable: ['hosts', 'open'] },
  'sec-nlb-only-ingress': { notApplicable: ['hosts', 'open', 'web'] },
  'sec-egress-restricted': { fail: ['open', 'web'], notApplicable: ['hosts'] },
  // moto knows no serverless caches.
  'sec-data-store-ingress': { fail: ['open'], unknown: [region, 'storage'] },
  'sec-endpoint-policies': { fail: ['s3 in vpc'] },
  'sec-cluster-isolation': { fail: ['main'], unknown: ['side'] },
  'net-client-retries': { notApplicable: ['agent', 'bad', 'green'], manual: ['web'] },
}

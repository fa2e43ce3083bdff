import { ACCOUNT } from '../client.ts'
import type { Expectations } from './expectation.ts'
import { region } from './places.ts'

export const secrets: Expectations = {
  'scr-no-plaintext-env': {
    pass: ['agent / agent', 'green / app', 'report / report', 'web / app'],
    fail: ['bad / app'],
  },
  'scr-no-static-aws-keys': { pass: ['agent / agent', 'bad / app', 'green / app', 'report / report', 'web / app'] },
  'scr-encrypted-store': {
    pass: ['web / app'],
    fail: ['bad / app', 'report / report'],
    notApplicable: ['agent / agent', 'green / app'],
  },
  // The policy of bad/token lets everybody in.
  'scr-access-restricted': { fail: ['bad-task', 'web-execution', 'web-task'], notApplicable: ['hosts'] },
  'scr-log-secret-options': {
    notApplicable: ['agent / agent', 'bad / app', 'green / app', 'report / report', 'web / app'],
  },
  'scr-registry-credentials': {
    notApplicable: ['agent / agent', 'bad / app', 'green / app', 'report / report', 'web / app'],
  },
  // All were made just now.
  'scr-rotation': { pass: ['/web/greeting', 'bad/token', 'web/db'], notApplicable: ['/bad/token'] },
  // moto does not say when a task was started.
  'scr-redeploy-after-rotation': { notApplicable: ['agent', 'bad', 'green', 'web'] },
  // moto does not say whether a policy is public.
  'scr-secret-bucket': { unknown: ['bad-settings', 'web-settings'] },
  'scr-sidecar-volume': { pass: ['bad', 'web'], notApplicable: ['agent', 'green', 'report'] },
  // moto leaves the last status of a recorder at PENDING.
  'cmp-config-inventory': { fail: [region] },
  'cmp-phi-encryption': { fail: ['bad', 'web'], notApplicable: ['agent', 'green'] },
  'cmp-phi-logging': { fail: ['bad'], notApplicable: ['agent', 'green'], manual: ['web'] },
  'cmp-pci-scope': { manual: ['agent', 'bad', 'web'], notApplicable: ['green'] },
  'cmp-shared-responsibility': { manual: [ACCOUNT] },
}

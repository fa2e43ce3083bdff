import { ACCOUNT } from '../client.ts'
import type { Expectations } from './expectation.ts'
import { region } from './places.ts'

export const containers: Expectations = {
  'ctr-fargate-ephemeral-key': { pass: ['main', 'side'] },
  'ctr-fargate-sys-ptrace': {
    pass: ['bad / app', 'green / app', 'web / app'],
    notApplicable: ['agent / agent', 'report / report'],
  },
  // moto hands out no layers: whether an image is for Windows is not known, unless its repository fails anyway.
  'img-minimal-base': { unknown: ['web'] },
  'img-scan-enabled': { fail: ['bad'], unknown: ['web'] },
  'img-no-critical-high': { unknown: ['web'] },
  // moto does not say which products Security Hub takes in.
  'img-findings-routed': { unknown: [region] },
  'img-dependency-scan': { manual: ['bad', 'web'] },
  // moto knows no pull-through cache rules: any repository may be a copy.
  'img-trusted-registries': {
    fail: ['agent / agent', 'report / report'],
    unknown: ['bad / app', 'green / app', 'web / app'],
  },
  'ctr-non-root-user': {
    pass: ['green / app', 'web / app'],
    fail: ['agent / agent', 'bad / app'],
    notApplicable: ['report / report'],
  },
  'ctr-readonly-rootfs': {
    pass: ['green / app', 'web / app'],
    fail: ['agent / agent', 'bad / app'],
    notApplicable: ['report / report'],
  },
  'ctr-cpu-memory-limits': { pass: ['agent', 'report'], notApplicable: ['bad', 'green', 'web'] },
  // moto knows no pull-through cache rules: any repository may be a copy.
  'ctr-immutable-tags': { unknown: ['bad', 'web'] },
  'ctr-image-reference-pinned': {
    pass: ['agent / agent', 'green / app', 'report / report', 'web / app'],
    fail: ['bad / app'],
  },
  'ctr-no-privileged': {
    fail: ['agent / agent'],
    notApplicable: ['bad / app', 'green / app', 'report / report', 'web / app'],
  },
  'ctr-agent-privileged-disabled': { pass: ['hosts', 'side'] },
  'ctr-dangerous-capabilities': {
    pass: ['agent / agent'],
    notApplicable: ['bad / app', 'green / app', 'report / report', 'web / app'],
  },
  'ctr-drop-capabilities': {
    pass: ['green / app', 'web / app'],
    fail: ['bad / app'],
    notApplicable: ['agent / agent', 'report / report'],
  },
  'ctr-ecr-customer-key': { pass: ['web'], fail: ['bad'] },
  // moto does not say what GuardDuty covers.
  'rt-runtime-defense': { notApplicable: ['side'], unknown: ['main'] },
  // A loose host comes from no template.
  'rt-seccomp': { pass: ['hosts'], unknown: ['side'] },
  'rt-mandatory-access-control': {
    fail: ['agent / agent'],
    notApplicable: ['bad / app', 'green / app', 'report / report', 'web / app'],
  },
  'img-curated-images': { manual: [ACCOUNT] },
  // Nor does it know pull-through cache rules.
  'img-setuid-removed': { unknown: ['web'] },
  // moto knows no pull-through cache rules: any repository may be a copy.
  'img-static-analysis': { unknown: ['bad', 'web'] },
}

import { type Expectation, type Expectations, fails, list, type Severity } from './expectation.ts'
import type { Subjects } from './subjects.ts'

const shipper = 'node-metrics#log-shipper'
const collector = 'node-metrics#collector'
const both = `${shipper} ${collector}`

/** What the checks of containers and families say of the daemon on managed instances, beside what they say of tasks. */
const daemons = (is: Subjects): Expectations => {
  const pass = (names: string): Expectation => ({ pass: list(is.daemon, names), fail: [], notApplicable: [] })
  const notApplicable = (names: string): Expectation => ({ pass: [], fail: [], notApplicable: list(is.daemon, names) })
  const collectorFails = (severity: Severity, rest: { heuristic?: true } = {}) => ({
    ...pass(shipper),
    fail: fails(is.daemon, collector, severity, rest),
  })
  return {
    'scr-no-plaintext-env': collectorFails('critical'),
    'ctr-non-root-user': collectorFails('high'),
    'ctr-readonly-rootfs': collectorFails('medium'),
    'ctr-image-reference-pinned': collectorFails('medium'),
    'ctr-no-privileged': collectorFails('high'),
    'log-driver-configured': collectorFails('medium', { heuristic: true }),
    'ops-container-health-check': collectorFails('info'),
    'ctr-drop-capabilities': { ...pass(shipper), notApplicable: list(is.daemon, collector) },
    'scr-no-static-aws-keys': pass(both),
    'ctr-dangerous-capabilities': pass(both),
    'img-trusted-registries': pass(both),
    'ctr-fargate-sys-ptrace': notApplicable(both),
    'rt-mandatory-access-control': notApplicable(both),
    'scr-encrypted-store': notApplicable(both),
    'scr-registry-credentials': notApplicable(both),
    'scr-log-secret-options': notApplicable(both),
    'ctr-cpu-memory-limits': pass('node-metrics'),
    'iam-task-role-present': pass('node-metrics'),
    'iam-execution-role-present': pass('node-metrics'),
    'net-awsvpc-mode': notApplicable('node-metrics'),
    'net-no-host-mode': notApplicable('node-metrics'),
    'scr-sidecar-volume': notApplicable('node-metrics'),
    'sto-efs-transit-encryption': notApplicable('node-metrics'),
  }
}

/** Adds to each check what it says of daemons. */
export function withDaemons(expected: Expectations, is: Subjects): Expectations {
  const added = Object.entries(daemons(is)).map(([check, { pass, fail, notApplicable }]) => {
    const own = expected[check]
    if (!own) throw new Error(`Nothing is expected of ${check} but what it says of daemons.`)
    const all = {
      ...own,
      pass: [...own.pass, ...pass],
      fail: [...own.fail, ...fail],
      notApplicable: [...own.notApplicable, ...notApplicable],
    }
    return [check, all]
  })
  return { ...expected, ...Object.fromEntries(added) }
}

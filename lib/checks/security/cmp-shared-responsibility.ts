import { launchesOf, launchOfTask } from '#lib/inventory/derived/launch.ts'
import { activeServices, isRunning } from '#lib/inventory/derived/usage.ts'
import { derived } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import { defineQuestion } from '../define-question.ts'

export default defineQuestion({
  id: 'cmp-shared-responsibility',
  subject: 'account',
  requires: [],
  shows: ['capacityProviders'],
  statement:
    'It is written down how sensitive the data is, which laws and programmes apply, who in compliance was asked and which agreements with AWS are in force; and a matrix says for each kind of compute which controls AWS holds and which the team holds.',
  accepts: [
    'The responsibility matrix, one column for each kind of compute in use',
    'Agreements with AWS where they are needed (BAA, PCI DSS attestation of compliance)',
    'Who in compliance agreed, and when',
  ],
  validDays: 365,
  endsEarly: ['a kind of compute that the matrix does not cover comes into use'],
  why: 'On EC2 the team patches the host, on Fargate AWS does. Where nobody wrote down whose turn it is, each side believes it is the other’s, and the control is missing when an auditor or an attacker looks.',
  fix: {
    summary:
      'Fill the matrix with the compliance team, check which AWS services are in scope of the programmes, and fetch the reports from AWS Artifact. AWS replaces Managed Instances after two to three weeks at most; its pages name 14 and 21 days.',
    effort: 'medium',
  },
  facts: [
    ({ clusters }) => [
      derived(
        'clusters',
        clusters.map((one) => one.clusterArn),
      ),
    ],
    (_, look) => [derived('kinds of compute in use', computeIn(look))],
  ],
  covers: [(_, look) => computeIn(look).map((kind) => `compute ${kind}`)],
})

function computeIn(look: Look<'clusters' | 'services' | 'tasks' | 'capacityProviders'>): string[] {
  const launches = look.regions.flatMap((region) => {
    const here = look.in(region)
    return [
      ...activeServices(here).flatMap((service) => launchesOf(here, service) ?? []),
      ...here
        .seen('tasks')
        .filter(isRunning)
        .map((task) => launchOfTask(here, task)),
    ]
  })
  return [...new Set(launches)].toSorted()
}

import { derived } from '#lib/inventory/evidence.ts'
import { defineQuestion } from '../define-question.ts'

export default defineQuestion({
  id: 'ops-engineering-conventions',
  subject: 'account',
  requires: [],
  statement:
    'Each service that is deployed by itself has its own repository with infrastructure, application, scripts, docs and tests apart; names follow conventions, Terraform modules are shared, builds are scripted, and linters, formatters and tools are agreed.',
  accepts: [
    'The template repository that new services start from',
    'The shared modules for cluster, task definition and load balancer',
    'The lint and format configuration that the pipeline runs',
  ],
  validDays: 365,
  why: 'People who move between services, or are called at night to one they do not know, find their way when all of them look alike.',
  fix: {
    summary:
      'Publish a template repository with the folders, modules, build script and lint rules, and start new services from it. Move old ones when they are changed anyway.',
    effort: 'medium',
  },
  facts: [
    ({ clusters }) => [
      derived(
        'clusters',
        clusters.map((one) => one.clusterArn),
      ),
    ],
  ],
})

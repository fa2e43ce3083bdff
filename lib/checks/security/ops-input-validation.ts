import { runsOwnImage } from '#lib/inventory/derived/built-here.ts'
import { isInternetReachable } from '#lib/inventory/derived/reachable.ts'
import { loadBalancersOf } from '#lib/inventory/derived/traffic.ts'
import { cite } from '#lib/inventory/evidence.ts'
import { defineQuestion } from '../define-question.ts'
import { notApplicable } from '../result.ts'

export default defineQuestion({
  id: 'ops-input-validation',
  subject: 'service',
  requires: [
    'pullThroughCacheRules',
    'taskDefinitions',
    'targetGroups',
    'deploymentGroups',
    'loadBalancers',
    'networkInterfaces',
    'containerInstances',
    'instances',
  ],
  statement:
    'All input is validated against a schema or by the framework, queries are parameterised, pages that sign in with cookies are protected against CSRF and send them over HTTPS only, and analysis or a penetration test confirmed it within the last year.',
  accepts: [
    'The report of the penetration test or of the dynamic or static analysis, with its date',
    'The validation library or schema in use',
    'The cookie and CSRF settings of the framework',
  ],
  validDays: 365,
  why: 'Whatever the internet can send, somebody sends. One query built from text or one form without a token lets a stranger read the database or act in a customer’s name.',
  fix: {
    summary:
      'Adopt a validation library, SameSite cookies and CSRF tokens, and AWS WAF rule groups against SQL injection and XSS as a second layer. A web firewall supports the answer and never replaces it.',
    effort: 'large',
  },
  known({ service, tasks }, look) {
    if (!isInternetReachable(look, service, tasks)) return notApplicable('It cannot be reached from the internet.')
    return runsOwnImage(look, service) ? undefined : notApplicable('None of its images is built by the account.')
  },
  shows: ['webAcls'],
  facts: [
    ({ service }) => [cite('services', service, 'serviceName')],
    ({ service }, look) =>
      loadBalancersOf(look, service).flatMap((balancer) => {
        const acl = look.get('webAcls', balancer.LoadBalancerArn)
        return acl ? [cite('webAcls', acl, 'WebACL')] : []
      }),
  ],
})

import { matches } from '#lib/iam/glob.ts'
import { callerOf, eventsSince, isAbout, principalName, reachesBack } from '#lib/inventory/derived/api-events.ts'
import { familyArn, shortName } from '#lib/inventory/derived/arn.ts'
import { primaryOf } from '#lib/inventory/derived/launch.ts'
import { classifyService } from '#lib/inventory/derived/tags.ts'
import { cite, type Evidence } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { ApiEvent } from '#lib/inventory/types/audit.ts'
import type { Service } from '#lib/inventory/types/ecs.ts'
import { defineCheck } from '../define-check.ts'
import { combineParts, fail, notApplicable, pass, type Result, undetermined } from '../result.ts'

const DAYS = 30
const changes = ['CreateService', 'RegisterTaskDefinition', 'UpdateService'] as const
/** AWS services act through roles that nobody else can assume. */
const serviceLinked = /^AWSServiceRoleFor/
type Section = 'taskDefinitions' | 'apiEvents' | 'apiEventWindows'
type Message = 'changed' | 'created' | 'registered'

export default defineCheck({
  id: 'iam-pipeline-deploys',
  subject: 'service',
  requires: ['taskDefinitions', 'apiEvents', 'apiEventWindows'],
  failTitle: 'Changed by hand, not by a pipeline',
  messages: {
    changed: '{who} changed {name} by {event} on {date}.',
    created: '{who} created {name}.',
    registered: '{who} registered revision {revision}, which {name} runs.',
  },
  why: 'What a person changes by hand skips review, tests and the record of who approved it. The next deployment silently undoes it, or fails because of it.',
  fix: {
    summary:
      'Deploy through a pipeline (CodePipeline, GitHub Actions with OIDC) and take write actions of ECS from the roles of people. Name the roles of pipelines in policy.deployPrincipals; keep an emergency role, whose use this check will show.',
    effort: 'large',
    cli: `aws iam delete-role-policy --role-name PEOPLE_ROLE --policy-name POLICY
aws iam create-open-id-connect-provider --url https://token.actions.githubusercontent.com --client-id-list sts.amazonaws.com`,
    terraform: `resource "aws_iam_openid_connect_provider" "github" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}`,
    cloudformation: `Type: AWS::IAM::OIDCProvider
Properties:
  Url: https://token.actions.githubusercontent.com
  ClientIdList: [sts.amazonaws.com]`,
  },
  evaluate({ service }, look) {
    if (!classifyService(look, service).prod) return notApplicable('This is no production service.')
    return combineParts<Message>([
      ...changes.map(
        (name) => () =>
          eventsSince(look, name, DAYS)
            .filter((one) => concerns(one, service))
            .flatMap((one) => changed(look, service, one)),
      ),
      () => [created(look, service)],
      () => [registered(look, service)],
      () => [reach(look, service)],
    ])
  },
})

/** Whether the events of all calls that matter were read far enough back. */
function reach(look: Look<Section>, service: Service): Result<never> {
  const wanted = changes.filter((name) => name !== 'CreateService' || service.createdBy === undefined)
  const unreached = wanted.filter((name) => !reachesBack(look, name, DAYS))
  return unreached.length > 0
    ? undetermined(`CloudTrail’s events of ${unreached.join(', ')} were not read ${DAYS} days back.`)
    : pass([], [cite('services', service, 'createdBy')])
}

function concerns(event: ApiEvent, service: Service): boolean {
  if (event.EventName !== 'RegisterTaskDefinition') return isAbout(event, service)
  const definition = primaryOf(service)?.taskDefinition
  return definition !== undefined && event.about.taskDefinition === shortName(familyArn(definition))
}

function changed(look: Look<Section>, { serviceName: name }: Service, event: ApiEvent): Result<'changed'>[] {
  const who = callerOf(event)
  if (isPipeline(look, who)) return []
  const evidence: Evidence[] = (['EventName', 'Username', 'EventTime'] as const).map((field) =>
    cite('apiEvents', event, field),
  )
  // A session named by an e-mail address is a person's.
  const session = event.Username?.includes('@') ? `${event.Username} as ${who}` : who
  return [fail('changed', { who: session, name, event: event.EventName, date: event.EventTime.slice(0, 10) }, evidence)]
}

function created(look: Look<Section>, service: Service): Result<'created'> {
  const who = service.createdBy && principalName(service.createdBy)
  const evidence = [cite('services', service, 'createdBy')]
  return who && !isPipeline(look, who)
    ? fail('created', { who, name: service.serviceName }, evidence)
    : pass([], evidence)
}

function registered(look: Look<Section>, service: Service): Result<'registered'> {
  const arn = primaryOf(service)?.taskDefinition
  const definition = arn ? look.get('taskDefinitions', arn) : undefined
  const who = definition?.registeredBy && principalName(definition.registeredBy)
  if (!definition || !who || isPipeline(look, who)) return pass()
  return fail('registered', { who, name: service.serviceName, revision: definition.revision }, [
    cite('taskDefinitions', definition, 'registeredBy'),
  ])
}

function isPipeline(look: Look<never>, who: string): boolean {
  const name = who.toLowerCase()
  return serviceLinked.test(who) || look.policy.deployPrincipals.some((one) => matches(one.toLowerCase(), name))
}

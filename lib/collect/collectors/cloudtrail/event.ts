import type { Event } from '@aws-sdk/client-cloudtrail'
import type { AgentKind, ApiEvent } from '#lib/inventory/types/audit.ts'
import { iso, MalformedAnswer, need, pick } from '../../shape.ts'

/**
 * What is kept of an event: who called what, when, with which kind of program, and the names of what it was about. Its
 * request and response hold environment variables and commands; they are read here and go no further.
 */
export function toApiEvent(event: Event): ApiEvent {
  const record = parse(need(event.CloudTrailEvent, 'CloudTrailEvent'))
  const identity = recordAt(record, 'userIdentity')
  const request = recordAt(record, 'requestParameters')
  return {
    EventId: need(event.EventId, 'EventId'),
    EventName: need(event.EventName, 'EventName'),
    EventSource: need(event.EventSource, 'EventSource'),
    EventTime: need(iso(event.EventTime), 'EventTime'),
    ...pick(event, 'Username'),
    userIdentity: {
      type: textAt(identity, 'type'),
      arn: textAt(identity, 'arn'),
      sessionIssuerArn: textAt(recordAt(recordAt(identity, 'sessionContext'), 'sessionIssuer'), 'arn'),
      invokedBy: textAt(identity, 'invokedBy'),
    },
    agent: agentKind(textAt(record, 'userAgent') ?? ''),
    errorCode: textAt(record, 'errorCode'),
    about: {
      cluster: nameAt(request, 'cluster'),
      service: nameAt(request, 'service') ?? nameAt(request, 'serviceName'),
      taskDefinition: nameAt(request, 'taskDefinition') ?? nameAt(request, 'family'),
      task: nameAt(request, 'task'),
      repositoryName: nameAt(request, 'repositoryName'),
    },
  }
}

const agents: readonly (readonly [RegExp, AgentKind])[] = [
  [/terraform|opentofu/i, 'terraform'],
  [/pulumi/i, 'pulumi'],
  [/aws-cdk/i, 'cdk'],
  [/^cloudformation\.amazonaws\.com$/i, 'cloudformation'],
  [/^(console|signin)\.amazonaws\.com$|Mozilla\//i, 'console'],
  [/^(AWS Internal|[\w.-]+\.amazonaws\.com)$/i, 'aws-service'],
  [/^aws-cli\//i, 'cli'],
]

/** Terraform and Pulumi name themselves beside the SDK that they are built on. */
export function agentKind(userAgent: string): AgentKind {
  return agents.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'other'
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new MalformedAnswer('readable CloudTrailEvent')
  }
}

function recordAt(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined
}

function textAt(value: unknown, field: string): string | undefined {
  const found = recordAt(value, field)
  return typeof found === 'string' && found.length <= 2048 ? found : undefined
}

/** A name or an ARN, and nothing that only stands where one should. */
function nameAt(request: unknown, field: string): string | undefined {
  const found = textAt(request, field)
  return found && /^[\w./:-]{1,512}$/.test(found) ? found : undefined
}

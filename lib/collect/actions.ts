import { sections } from '#lib/inventory/sections.ts'

/** Actions no section names, and why the product sends them. */
export const discoveryActions: Readonly<Record<string, string>> = {
  'sts:GetCallerIdentity': 'Which account and partition the credentials belong to. AWS asks for no permission.',
  'sts:AssumeRole': "Becomes the read-only role. Sent with the server's own credentials, never with the role's.",
  'ec2:DescribeRegions': 'Which regions the account has enabled, when the scan names none.',
}

/** Actions that read more than a resource's description, and why the product needs them all the same. */
export const exceptionalActions: Readonly<Record<string, string>> = {
  'apigateway:GET':
    'IAM has one permission for all reads of API Gateway; which of them are sent, the list of operations says.',
  'cloudtrail:LookupEvents':
    'Who changes services, enters containers and publishes images. Names are kept of it, never what a request held.',
  'ecr:BatchGetImage': "The manifest names the image's config blob and, of an index, its platforms.",
  'ecr:GetDownloadUrlForLayer':
    'The address of the config blob, which holds the USER an image runs as. No other layer is asked for.',
  'iam:GenerateCredentialReport': 'Orders the report on passwords and access keys of users; nothing else changes.',
  'iam:GenerateServiceLastAccessedDetails':
    'Orders the report on which services a role has used; nothing else changes.',
  'ssm:GetParameters':
    'The newest machine image of a family, which AWS publishes below /aws/service/. No other parameter.',
}

/** Everything that sections.ts says an inventory is filled from, sorted. */
export const sectionActions: readonly string[] = [
  ...new Set(Object.values(sections).flatMap(({ actions }) => actions)),
].sort()

/** What the scanned role must be granted. */
export const grantedActions: readonly string[] = [...sectionActions, 'ec2:DescribeRegions'].sort()

/** The only actions that ever leave this process; every client refuses others. */
export const allowedActions: ReadonlySet<string> = new Set([...sectionActions, ...Object.keys(discoveryActions)])

/** The product's own mistake: it tried to send something that is not a listed read. Nothing was sent. */
export class UnlistedAction extends Error {
  constructor(action: string) {
    super(`${action} is not an action this product may send`)
    this.name = 'UnlistedAction'
  }
}

/** Granted on these resources alone: what AWS itself publishes there, such as the newest machine images. */
export const resourcesByAction: Readonly<Record<string, string>> = {
  'ssm:GetParameters': 'arn:*:ssm:*::parameter/aws/service/*',
}

/**
 * Reads of customers' data and secrets, and the ways into a container: the role's policy and every session's deny them,
 * whatever else the role is allowed.
 */
export const deniedActions: readonly string[] = [
  'cloudtrail:GetQuery*',
  'ec2:GetConsole*',
  'ec2:GetPassword*',
  'ecr:GetAuthorizationToken',
  'ecs:ExecuteCommand',
  'kms:Decrypt',
  'logs:FilterLogEvents',
  'logs:GetLog*',
  'logs:Start*',
  's3:GetDataAccess',
  's3:GetObject*',
  'secretsmanager:*SecretValue',
  'sqs:ReceiveMessage',
  'ssm:StartSession',
]

/** Denied everywhere but on the resource where `resourcesByAction` grants some of it. */
export const deniedElsewhere: Readonly<Record<string, string>> = {
  'ssm:GetParameter*': 'arn:*:ssm:*::parameter/aws/service/*',
}

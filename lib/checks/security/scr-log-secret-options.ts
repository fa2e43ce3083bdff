import { cite } from '#lib/inventory/evidence.ts'
import { canBeSecret } from '#lib/inventory/redact/embedded.ts'
import type { NamedFacts } from '#lib/inventory/redact/facts.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, notApplicable, pass } from '../result.ts'

/** Drivers that sign in somewhere. */
const drivers = ['splunk', 'awsfirelens', 'gelf', 'syslog', 'fluentd']
/** Parts of option names, separators left out, that announce a credential. */
const credential = /token|apikey|passw|secret|sharedkey|licensekey|privatekey|ingestkey/
/** Names of files that hold one. */
const fileName = /(?:file|path)$/

export default defineCheck({
  id: 'scr-log-secret-options',
  subject: 'container',
  requires: [],
  failTitle: 'Log credential in plain text',
  messages: {
    option: 'Log option {option} of {container} holds a credential in plain text.',
    header: 'Log option {option} of {container} holds an authorization header in plain text.',
    address: 'Log option {option} of {container} holds an address with a password in it.',
  },
  why: 'Everyone who may describe a task definition reads its log options, and old revisions keep them for ever. Whoever has the token can flood or forge the log that an investigation will rest on.',
  fix: {
    summary:
      'Put the credential into Secrets Manager, name it in logConfiguration.secretOptions and remove the option. Then rotate it: old revisions still show it. What is baked into the router’s image or its configuration file cannot be seen from here.',
    effort: 'small',
    cli: `# In the container definition of the task definition JSON:
#   "logConfiguration": {"logDriver": "awsfirelens", "options": {"Name": "datadog"},
#     "secretOptions": [{"name": "apikey", "valueFrom": "SECRET_ARN"}]}
aws ecs register-task-definition --cli-input-json file://TASK_DEFINITION.json
aws ecs update-service --cluster CLUSTER --service SERVICE --task-definition FAMILY`,
    terraform: `container_definitions = jsonencode([{
  name = "CONTAINER"
  logConfiguration = {
    logDriver     = "awsfirelens"
    secretOptions = [{ name = "apikey", valueFrom = aws_secretsmanager_secret.LOGS.arn }]
  }
}])`,
    cloudformation: `ContainerDefinitions:
  - Name: CONTAINER
    LogConfiguration:
      LogDriver: awsfirelens
      SecretOptions:
        - { Name: apikey, ValueFrom: !Ref LogsSecret }`,
  },
  dormant: 'full',
  evaluate({ definition, container, path }) {
    const log = container.logConfiguration
    if (!log || !drivers.includes(log.logDriver)) return notApplicable('Its log driver signs in nowhere.')
    const at = `${path}.logConfiguration`
    const driver = cite('taskDefinitions', definition, `${at}.logDriver`)
    const failures = log.redactedOptions.flatMap((option, index) => {
      const message = offenceOf(option)
      if (!message) return []
      const named = cite('taskDefinitions', definition, `${at}.redactedOptions[${index}].name`)
      return [fail(message, { option: option.name, container: container.name }, [driver, named])]
    })
    const secrets = log.secretOptions.flatMap((_, index) => [
      cite('taskDefinitions', definition, `${at}.secretOptions[${index}].name`),
      cite('taskDefinitions', definition, `${at}.secretOptions[${index}].valueFrom`),
    ])
    return combine([pass([], [driver, ...secrets]), ...failures])
  },
})

function offenceOf({ name, value }: NamedFacts): 'option' | 'header' | 'address' | undefined {
  const plain = name.toLowerCase().replace(/[-_.]/g, '')
  if (value.patterns.includes('authorization-header')) return 'header'
  if (fileName.test(plain)) return undefined
  if (credential.test(plain) && canBeSecret(value.shape, value.digits)) return 'option'
  return value.patterns.includes('url-password') ? 'address' : undefined
}

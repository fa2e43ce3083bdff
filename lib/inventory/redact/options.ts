import { classifyValue } from './classify.ts'
import type { OptionFacts, ValueFacts } from './facts.ts'
import { isPlaceholder } from './shape.ts'
import { secretVerdict } from './verdict.ts'

/** Log-driver, FireLens and Fluent Bit options, in lower case, whose values are operational settings that checks read. */
const OPERATIONAL_OPTIONS: ReadonlySet<string> = new Set([
  'auto_create_group',
  'auto_create_stream',
  'awslogs-create-group',
  'awslogs-datetime-format',
  'awslogs-group',
  'awslogs-multiline-pattern',
  'awslogs-region',
  'awslogs-stream',
  'awslogs-stream-prefix',
  'bucket',
  'cache-compress',
  'cache-disabled',
  'cache-max-file',
  'cache-max-size',
  'compress',
  'config-file-type',
  'config-file-value',
  'delivery_stream',
  'enable-ecs-log-metadata',
  'fluentd-address',
  'fluentd-async',
  'fluentd-async-connect',
  'fluentd-buffer-limit',
  'gelf-address',
  'gelf-compression-type',
  'host',
  'labels',
  'log-driver-buffer-limit',
  'log_group_name',
  'log_key',
  'log_retention_days',
  'log_stream_name',
  'log_stream_prefix',
  'match',
  'max-buffer-size',
  'max-file',
  'max-size',
  'mode',
  'name',
  'port',
  'region',
  'retry_limit',
  'splunk-format',
  'splunk-gzip',
  'splunk-index',
  'splunk-insecureskipverify',
  'splunk-source',
  'splunk-sourcetype',
  'splunk-verify-connection',
  'stream',
  'syslog-address',
  'syslog-facility',
  'syslog-format',
  'tag',
  'tls',
  'tls.verify',
  'total_file_size',
  'upload_timeout',
  'use_put_object',
])

const AUTH_HEADER = /^\s*(?:authorization|x-api-key)\b[\s:]+(.*)$/is

/** A header option that authenticates holds a credential, unless its last word stands for one that is filled in elsewhere. */
function withHeader(name: string, text: string, facts: ValueFacts): ValueFacts {
  const rest = /^headers?$/i.test(name) ? AUTH_HEADER.exec(text)?.[1]?.trim() : undefined
  if (!rest || isPlaceholder(rest.slice(rest.lastIndexOf(' ') + 1))) return facts
  return { ...facts, patterns: [...new Set([...facts.patterns, 'authorization-header'])].toSorted() }
}

/** Splits driver options into operational ones in clear and facts of all others; whatever looks like a secret is never in clear. */
export function redactOptions(options: Record<string, string>, digestKey: string): OptionFacts {
  const clear: [string, string][] = []
  const redactedOptions: OptionFacts['redactedOptions'] = []
  for (const [name, text] of Object.entries(options)) {
    const value = withHeader(name, text, classifyValue(text, digestKey))
    const operational = OPERATIONAL_OPTIONS.has(name.toLowerCase()) && !secretVerdict(name, value)
    if (operational) clear.push([name, text])
    else redactedOptions.push({ name, value })
  }
  return { options: Object.fromEntries(clear), redactedOptions }
}

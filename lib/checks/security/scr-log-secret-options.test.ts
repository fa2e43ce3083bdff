import { redactOptions } from '#lib/inventory/redact/options.ts'
import { container, service, withContainers } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './scr-log-secret-options.ts'

const secretOptions = [{ name: 'apikey', valueFrom: id.arn('secretsmanager', 'secret:logs') }]
const log = (logDriver: string, options: Record<string, string>, more: object = {}) =>
  withContainers(
    container({ logConfiguration: { logDriver, ...redactOptions(options, 'fixture'), secretOptions: [], ...more } }),
  )
const firelens = (options: Record<string, string>, more: object = {}) => log('awsfirelens', options, more)
/** As Fluent Bit writes an environment variable. */
const filledIn = ['$', '{TOKEN}'].join('')
const value = 'q7xV2mK9sT4w'

testCheck(check, {
  pass: {
    'the key as a secret option': { given: firelens({ Name: 'datadog', Host: 'intake.example' }, { secretOptions }) },
    'the name of a file that holds the key': { given: log('fluentd', { 'tls.key_passwd_file': '/etc/tls/pass' }) },
    'a path to the token': { given: log('splunk', { 'splunk-token-path': '/run/token' }) },
    'a value that is filled in elsewhere': { given: firelens({ apikey: filledIn }) },
    'a header that says nothing of who calls': { given: firelens({ Header: 'X-Scope-OrgID payments' }) },
    'an authorization header whose token is filled in elsewhere': {
      given: firelens({ Header: `Authorization Bearer ${filledIn}` }),
    },
    'an address without a password': { given: firelens({ uri: 'https://intake.example/v1' }) },
  },
  fail: {
    'a Splunk token': { given: log('splunk', { 'splunk-token': value }), message: 'option' },
    'a Datadog key of FireLens': { given: firelens({ Name: 'datadog', apikey: value }), message: 'option' },
    'a New Relic key, whatever its spelling': { given: firelens({ licenseKey: value }), message: 'option' },
    'a shared key with separators': { given: log('fluentd', { shared_key: value }), message: 'option' },
    'a password': { given: firelens({ HTTP_Passwd: value }), message: 'option' },
    'an ingest key': { given: firelens({ 'ingest.key': value }), message: 'option' },
    'a private key': { given: log('gelf', { 'private-key': value }), message: 'option' },
    'a secret of syslog': { given: log('syslog', { 'syslog-tls-secret': value }), message: 'option' },
    'an authorization header': { given: firelens({ Header: `Authorization Splunk ${value}` }), message: 'header' },
    'an API key header': { given: firelens({ header: `X-Api-Key ${value}` }), message: 'header' },
    'an address with a password': {
      given: firelens({ uri: `https://app:${value}@intake.example` }),
      message: 'address',
    },
    'an address of fluentd with a password': {
      given: log('fluentd', { 'fluentd-address': `tcp://app:${value}@logs.example:24224` }),
      message: 'address',
    },
    'a dormant service: it stays readable': {
      given: {
        ...firelens({ apikey: value }),
        services: [service({ desiredCount: 0, runningCount: 0 })],
        tasks: [],
        scalableTargets: [],
      },
      message: 'option',
    },
  },
  notApplicable: {
    awslogs: {},
    'no log configuration': { given: withContainers(container({ logConfiguration: undefined })) },
  },
})

import type { TrailEventSelectors } from '#lib/inventory/types/audit.ts'
import { eventSelectors, trail, trailStatus } from '../testing/audit.ts'
import { cluster } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './iam-cloudtrail-enabled.ts'

const selectors = (over: Partial<TrailEventSelectors>) => ({ trailEventSelectors: [eventSelectors(over)] })
const basic = (ReadWriteType: string | undefined, IncludeManagementEvents = true) =>
  selectors({ EventSelectors: [{ ReadWriteType, IncludeManagementEvents, ExcludeManagementEventSources: [] }] })
const field = (Field: string, Equals: string[], NotEquals: string[] = []) => ({
  Field,
  Equals,
  NotEquals,
  StartsWith: [],
})
const management = field('eventCategory', ['Management'])
const advanced = (...FieldSelectors: ReturnType<typeof field>[]) =>
  selectors({ EventSelectors: [], AdvancedEventSelectors: [{ FieldSelectors }] })
const other = id.arn('cloudtrail', 'trail/other')
const ofOrganization = 'arn:aws:cloudtrail:us-east-1:999988887777:trail/organization'

testCheck(check, {
  pass: {
    'a healthy trail of all regions': {},
    'a trail of this region alone': { given: { trails: [trail({ IsMultiRegionTrail: false })] } },
    'a trail of the organization': { given: { trails: [trail({ IsOrganizationTrail: true })] } },
    'a delivery error, but logs arrived within a day': {
      given: {
        trailStatus: [trailStatus({ LatestDeliveryError: 'AccessDenied', LatestDeliveryTime: id.daysAgo(0.9) })],
      },
    },
    'writes alone are recorded': { given: basic('WriteOnly') },
    'without a type everything is recorded': { given: basic(undefined) },
    'advanced selectors of management events': { given: advanced(management) },
    'advanced selectors leave out another source': {
      given: advanced(management, field('eventSource', [], ['kms.amazonaws.com', 'rdsdata.amazonaws.com'])),
    },
    'advanced selectors of writes': { given: advanced(management, field('readOnly', ['false'])) },
    'one of two trails is healthy': {
      given: {
        trails: [trail({ TrailARN: other, Name: 'other' }), trail()],
        trailStatus: [trailStatus({ TrailARN: other, IsLogging: false }), trailStatus()],
        trailEventSelectors: [eventSelectors({ TrailARN: other }), eventSelectors()],
      },
    },
    'a second trail cannot be read': {
      given: { trails: [trail(), trail({ TrailARN: ofOrganization })] },
      gaps: [
        {
          section: 'trailStatus',
          region: id.region,
          action: 'cloudtrail:GetTrailStatus',
          reason: 'denied',
          resource: ofOrganization,
        },
      ],
    },
  },
  fail: {
    'no trail': { given: { trails: [], trailStatus: [], trailEventSelectors: [] }, message: 'none' },
    'a trail of another region alone': {
      given: { trails: [trail({ IsMultiRegionTrail: false, HomeRegion: 'us-west-2' })] },
      message: 'none',
    },
    'it does not log': { given: { trailStatus: [trailStatus({ IsLogging: false })] }, message: 'stopped' },
    'its last delivery failed two days ago': {
      given: { trailStatus: [trailStatus({ LatestDeliveryError: 'AccessDenied', LatestDeliveryTime: id.daysAgo(2) })] },
      message: 'undelivered',
    },
    'it never delivered': {
      given: { trailStatus: [trailStatus({ LatestDeliveryError: 'NoSuchBucket', LatestDeliveryTime: undefined })] },
      message: 'undelivered',
    },
    'reads alone are recorded': { given: basic('ReadOnly'), message: 'selective' },
    'no management events': { given: basic('All', false), message: 'selective' },
    'advanced selectors of data events': {
      given: advanced(field('eventCategory', ['Data'])),
      message: 'selective',
    },
    'advanced selectors of reads': { given: advanced(management, field('readOnly', ['true'])), message: 'selective' },
    'advanced selectors leave ECS out': {
      given: advanced(management, field('eventSource', [], ['ecs.amazonaws.com'])),
      message: 'selective',
    },
    'advanced selectors of another source alone': {
      given: advanced(management, field('eventSource', ['s3.amazonaws.com'])),
      message: 'selective',
    },
    'advanced selectors replace the basic ones': {
      given: selectors({ AdvancedEventSelectors: [{ FieldSelectors: [field('eventCategory', ['Data'])] }] }),
      message: 'selective',
    },
    'log files are not validated: low': {
      given: { trails: [trail({ LogFileValidationEnabled: false })] },
      message: 'unvalidated',
      severity: 'low',
    },
  },
  notApplicable: { 'no cluster': { given: { clusters: [cluster({ status: 'INACTIVE' })] } } },
  unknown: {
    'the status of a trail of the organization is denied': {
      given: { trails: [trail({ TrailARN: ofOrganization, IsOrganizationTrail: true })], trailStatus: [] },
      gaps: [
        {
          section: 'trailStatus',
          region: id.region,
          action: 'cloudtrail:GetTrailStatus',
          reason: 'denied',
          resource: ofOrganization,
        },
      ],
      reason: 'cloudtrail:GetTrailStatus',
    },
    'another trail might record what this one does not': {
      given: {
        trails: [trail(), trail({ TrailARN: ofOrganization, IsOrganizationTrail: true })],
        trailStatus: [trailStatus({ IsLogging: false })],
      },
      gaps: [
        {
          section: 'trailStatus',
          region: id.region,
          action: 'cloudtrail:GetTrailStatus',
          reason: 'denied',
          resource: ofOrganization,
        },
      ],
      reason: 'cloudtrail:GetTrailStatus',
    },
  },
})

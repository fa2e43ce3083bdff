import type { Look } from '../look.ts'
import type { Trail, TrailEventSelectors, TrailStatus } from '../types/audit.ts'

export const trailReads = ['trails', 'trailStatus', 'trailEventSelectors'] as const
export type TrailSection = (typeof trailReads)[number]

/** A trail that covers the region, and why it does not record what happens in ECS there, if so. */
export interface TrailState {
  trail: Trail
  status: TrailStatus
  selectors: TrailEventSelectors
  fault?: 'stopped' | 'undelivered' | 'selective'
}

const ECS = 'ecs.amazonaws.com'
const DELIVERY_HOURS = 24

/**
 * The trails that were read, when one of them is `enough`; else all there are. Throws MissingEvidence when one that could not
 * be read might be.
 */
export function trailStates(look: Look<TrailSection>, enough: (state: TrailState) => boolean): readonly TrailState[] {
  const statuses = new Map(look.seen('trailStatus').map((one) => [one.TrailARN, one]))
  const selectors = new Map(look.seen('trailEventSelectors').map((one) => [one.TrailARN, one]))
  const covers = (trail: Trail) => trail.IsMultiRegionTrail || trail.HomeRegion === look.region
  const states = look.seen('trails').flatMap((trail): TrailState[] => {
    if (!covers(trail)) return []
    const status = statuses.get(trail.TrailARN)
    const selected = selectors.get(trail.TrailARN)
    return status && selected ? [stateOf(look.now, trail, status, selected)] : []
  })
  if (states.some(enough)) return states
  for (const { TrailARN } of look.all('trails').filter(covers)) {
    look.get('trailStatus', TrailARN)
    look.get('trailEventSelectors', TrailARN)
  }
  return states
}

function stateOf(now: string, trail: Trail, status: TrailStatus, selectors: TrailEventSelectors): TrailState {
  const state = { trail, status, selectors }
  if (!status.IsLogging) return { ...state, fault: 'stopped' }
  if (status.LatestDeliveryError && !isRecent(now, status.LatestDeliveryTime)) return { ...state, fault: 'undelivered' }
  return recordsEcs(selectors) ? state : { ...state, fault: 'selective' }
}

function isRecent(now: string, time: string | undefined): boolean {
  return time !== undefined && Date.parse(now) - Date.parse(time) <= DELIVERY_HOURS * 3_600_000
}

/** Advanced selectors replace the basic ones. Source: CloudTrail user guide, "Logging management events". */
function recordsEcs({ EventSelectors, AdvancedEventSelectors }: TrailEventSelectors): boolean {
  if (AdvancedEventSelectors.length > 0) return AdvancedEventSelectors.some(selectsEcsWrites)
  return EventSelectors.some(
    (one) =>
      one.IncludeManagementEvents &&
      ['All', 'WriteOnly'].includes(one.ReadWriteType ?? 'All') &&
      !one.ExcludeManagementEventSources.includes(ECS),
  )
}

type Advanced = TrailEventSelectors['AdvancedEventSelectors'][number]

function selectsEcsWrites({ FieldSelectors }: Advanced): boolean {
  const admits = (field: string, value: string) =>
    FieldSelectors.filter((one) => one.Field === field).every(lets(value))
  const management = FieldSelectors.some((one) => one.Field === 'eventCategory' && one.Equals.includes('Management'))
  return management && admits('readOnly', 'false') && admits('eventSource', ECS)
}

/** All conditions of one field selector hold together; the values of one condition are alternatives. */
function lets(value: string) {
  return ({ Equals, NotEquals, StartsWith }: Advanced['FieldSelectors'][number]): boolean => {
    if (NotEquals.includes(value)) return false
    if (Equals.length > 0 && !Equals.includes(value)) return false
    return StartsWith.length === 0 || StartsWith.some((prefix) => value.startsWith(prefix))
  }
}

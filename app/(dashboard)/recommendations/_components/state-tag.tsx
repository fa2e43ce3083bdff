import { type Status, StatusTag } from '#components/tags/status-tag.tsx'
import type { GuideState } from '../guide-rows.ts'

const stateWords: Record<GuideState, string> = {
  fail: 'Fail',
  unknown: 'Unknown',
  manual: 'Attestation due',
  pass: 'Pass',
  not_applicable: 'Not applicable',
  unscanned: 'Not scanned',
  unchecked: 'Not yet checked',
}

const statuses: Record<GuideState, Status> = {
  fail: 'fail',
  unknown: 'unknown',
  manual: 'manual',
  pass: 'pass',
  not_applicable: 'not_applicable',
  unscanned: 'waiting',
  unchecked: 'waiting',
}

/** How a recommendation stands; `count` follows the word. */
export function StateTag({ state, count }: { state: GuideState; count?: number }) {
  const word = stateWords[state]
  return <StatusTag status={statuses[state]} text={count === undefined ? word : `${word} ${count}`} />
}

import topics from './data/topics.json' with { type: 'json' }

/** A subject of control (public exposure, TLS policy ...) and the framework ids a finding about it may cite. */
export type TopicId = keyof typeof topics

/**
 * Control ids per framework. Direct: the fact decides part of the requirement. Supporting: context only, must never drive a
 * pass or a fail. A pass on every direct check is not a pass of a requirement whose coverage is partial or attestation.
 * Requirements that apply to components with account data ('chd') may be cited only where that is known of the component.
 */
export interface Controls {
  'pci-dss-4.0.1': { direct: string[]; supporting: string[] }
  hipaa: { direct: string[]; supporting: string[] }
  'nist-800-53': string[]
  'security-hub': string[]
}

/** Numbers inside ids in numeric order: 1.2.5 before 1.2.10, AC-3 before AC-21. */
const inOrder = new Intl.Collator('en', { numeric: true }).compare

const merged = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())].sort(inOrder)

function split(entries: readonly { direct: readonly string[]; supporting: readonly string[] }[]) {
  const direct = merged(entries.map((entry) => entry.direct))
  const supporting = merged(entries.map((entry) => entry.supporting)).filter((id) => !direct.includes(id))
  return { direct, supporting }
}

/** The controls of one or several topics together; an id that one of them names as direct is direct. */
export function controls(...ids: readonly TopicId[]): Controls {
  const cited = ids.map((id) => topics[id])
  return {
    'pci-dss-4.0.1': split(cited.map((topic) => topic.pciDss)),
    hipaa: split(cited.map((topic) => topic.hipaa)),
    'nist-800-53': merged(cited.map((topic) => topic.nist80053)),
    'security-hub': merged(cited.map((topic) => topic.securityHub)),
  }
}

export const isTopicId = (id: string): id is TopicId => Object.hasOwn(topics, id)

export const topicIds: readonly TopicId[] = Object.keys(topics).filter(isTopicId)

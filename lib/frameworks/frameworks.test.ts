import { describe, expect, test } from 'vitest'
import { controlsFor, topicsFor } from './controls-for.ts'
import mapped from './data/recommendation-topics.json' with { type: 'json' }
import topicData from './data/topics.json' with { type: 'json' }
import { hipaaGroups, hipaaRequirement, hipaaRequirements } from './hipaa.ts'
import { pciDssGroups, pciDssRequirement, pciDssRequirements } from './pci-dss.ts'
import { isRecommendationId, recommendation, recommendations } from './recommendations.ts'
import { controls, isTopicId, topicIds } from './topics.ts'

describe('recommendations', () => {
  test('all 200 entries of the catalogue are there, each once', () => {
    expect(recommendations).toHaveLength(200)
    expect(new Set(recommendations.map(({ id }) => id)).size).toBe(200)
    expect(recommendations.filter(({ pillar }) => pillar === 'security')).toHaveLength(83)
    expect(recommendations.filter(({ mode }) => mode === 'attestation')).toHaveLength(16)
  })

  test('every entry of the guide has a page and no entry of the development rules has one', () => {
    for (const { id, guide } of recommendations) {
      expect(guide.page !== undefined, id).toBe(guide.document === 'ecs-best-practices')
    }
  })

  test('an unknown id is refused in one sentence', () => {
    expect(() => recommendation('net-nothing')).toThrow('"net-nothing" is not a recommendation of the catalogue.')
    expect(() => recommendation('constructor')).toThrow(RangeError)
  })
})

describe('requirements', () => {
  test('each belongs to a titled group', () => {
    for (const { id, group } of pciDssRequirements) expect(pciDssGroups, id).toHaveProperty([group])
    for (const { id, group } of hipaaRequirements) expect(hipaaGroups, id).toHaveProperty([group])
  })

  test('superseding requirements exist', () => {
    const superseded = pciDssRequirements.filter(({ supersededBy }) => supersededBy !== undefined)
    expect(superseded).not.toHaveLength(0)
    for (const { supersededBy } of superseded) expect(pciDssRequirement(supersededBy ?? '').id).toBe(supersededBy)
  })

  test('every HIPAA parent is a standard or a section', () => {
    for (const { parent } of hipaaRequirements) {
      if (Object.hasOwn(hipaaGroups, parent)) continue
      expect(hipaaRequirement(parent).kind, parent).toBe('standard')
    }
  })

  test('an unknown id is refused in one sentence', () => {
    expect(() => pciDssRequirement('99.9')).toThrow('"99.9" is not a requirement of PCI DSS 4.0.1.')
    expect(() => hipaaRequirement('164.999')).toThrow('"164.999" is not a requirement of the HIPAA Security Rule.')
  })
})

describe('topics', () => {
  test.each(topicIds)('every id that %s cites exists', (id) => {
    const { pciDss, hipaa, nist80053, securityHub } = topicData[id]
    for (const cited of [...pciDss.direct, ...pciDss.supporting]) expect(pciDssRequirement(cited).id).toBe(cited)
    for (const cited of [...hipaa.direct, ...hipaa.supporting]) expect(hipaaRequirement(cited).id).toBe(cited)
    for (const cited of nist80053) expect(cited).toMatch(/^[A-Z]{2}-\d{1,2}(?:\(\d{1,2}\))?$/)
    for (const cited of securityHub) expect(cited).toMatch(/^[A-Za-z0-9]+\.\d{1,3}$/)
  })

  test.each(topicIds)('%s names no id both as direct and as supporting', (id) => {
    const { pciDss, hipaa } = topicData[id]
    for (const { direct, supporting } of [pciDss, hipaa]) {
      const alsoSupporting = new Set<string>(supporting)
      expect(direct.filter((cited) => alsoSupporting.has(cited))).toEqual([])
    }
  })
})

describe('controls', () => {
  test('of several topics are merged without repeats, in numeric order, direct before supporting', () => {
    const both = controls('tls-listeners', 'tls-to-target')
    expect(both['pci-dss-4.0.1'].direct).toEqual(['4.2.1'])
    expect(both['pci-dss-4.0.1'].supporting).toEqual(['1.2.6', '2.2.5', '2.2.7', '8.3.2', '12.3.3'])
    expect(both['security-hub']).toEqual(['ELB.2', 'ELB.3', 'ELB.18', 'ELB.21', 'ELB.22'])
  })

  test('of no topic are empty', () => {
    expect(controls()).toEqual({
      'pci-dss-4.0.1': { direct: [], supporting: [] },
      hipaa: { direct: [], supporting: [] },
      'nist-800-53': [],
      'security-hub': [],
    })
  })

  test('every mapped id is a recommendation and every topic it names exists', () => {
    for (const [id, topics] of Object.entries(mapped)) {
      expect(isRecommendationId(id), id).toBe(true)
      expect(
        topics.filter((topic) => !isTopicId(topic)),
        id,
      ).toEqual([])
      expect(topicsFor(id)).toEqual(topics)
    }
  })

  test('a recommendation without a framework control cites none', () => {
    expect(controlsFor('cap-image-size')).toEqual(controls())
    expect(() => controlsFor('net-nothing')).toThrow(RangeError)
  })
})

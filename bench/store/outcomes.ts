import type { CheckFacts } from '#lib/data/store/tally.ts'
import { fingerprint, type Outcome, type Status } from '#lib/engine/outcome.ts'

export const account = '111122223333'
const region = 'eu-west-1'
const perResource = 10

export const facts: readonly CheckFacts[] = Array.from({ length: perResource }, (_, index) => ({
  id: `bench-check-${index}`,
  pillar: index < 5 ? 'security' : 'deployment',
  severity: (['critical', 'high', 'medium', 'low'] as const)[index % 4] ?? 'medium',
  aliases: [],
}))

/** Of a hundred: 30 fail, 60 pass, 5 are unknown, 5 do not apply. */
export function statusOf(index: number): Status {
  const place = (index * 37) % 100
  if (place < 30) return 'fail'
  if (place < 90) return 'pass'
  return place < 95 ? 'unknown' : 'not_applicable'
}

/** The outcome of one check on one container, ten for each family. @param version tells what a failure says apart */
export function outcomeOf(index: number, status: Status, version = 0): Outcome {
  const name = `family-${Math.floor(index / perResource)}`
  const check = facts[index % perResource]
  if (!check) throw new Error('there are ten checks')
  const family = `arn:aws:ecs:${region}:${account}:task-definition/${name}`
  const subject = { type: 'container', id: `${family}#app`, name: `${name} / app`, arn: family }
  const evidence = [{ path: 'containerDefinitions[0].user', value: `u${version}` }]
  const { severity } = check
  return {
    check: check.id,
    account,
    region,
    subject,
    status,
    severity,
    confidence: 'certain',
    usage: 'running',
    services: [`arn:aws:ecs:${region}:${account}:service/main/${name}`],
    clusters: [`arn:aws:ecs:${region}:${account}:cluster/main`],
    reasons:
      status === 'fail'
        ? [
            {
              id: 'root',
              text: `${name} runs as root, for the ${version}. time.`,
              part: `${name}:7`,
              severity,
              confidence: 'certain',
              evidence,
            },
          ]
        : [],
    ...(status === 'unknown' && { reason: 'Could not read ecr:BatchGetImage (denied).' }),
    hints: [],
    evidence: status === 'pass' ? evidence : [],
    gaps: status === 'unknown' ? [{ action: 'ecr:BatchGetImage', region, reason: 'denied' }] : [],
    fingerprint: fingerprint(account, region, check.id, subject.id),
  }
}

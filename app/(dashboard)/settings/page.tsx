import type { Metadata } from 'next'
import { requireUser } from '#app/_lib/viewer.ts'
import { roleWords } from '#app/_lib/words.ts'
import { TwoColumns } from '#components/page/columns.tsx'
import { Facts } from '#components/page/facts.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { Section } from '#components/page/section.tsx'
import { counted } from '#components/score/format.ts'
import { TextLink } from '#components/ui/link.tsx'
import { checks } from '#lib/checks/index.ts'
import { questions, rules } from '#lib/checks/questions.ts'
import { readServiceProvider } from '#lib/data/attestations/validity.ts'
import { listPeople } from '#lib/data/people/list.ts'
import { managesPeople } from '#lib/data/people/reach.ts'
import { readRetentionDays } from '#lib/data/retention/days.ts'
import { rateShare, readRateShare } from '#lib/data/settings.ts'
import { can } from '#lib/data/viewer.ts'
import { checkSetOf } from '#lib/engine/check-set.ts'
import { recommendations } from '#lib/frameworks/recommendations.ts'
import { toolVersion } from '#lib/report/tool-version.ts'
import { criticalCap, minimumCoverage } from '#lib/score/score.ts'
import { RateShareForm } from './_components/rate-share-form.tsx'
import { ServiceProviderForm } from './_components/service-provider-form.tsx'
import { licences } from './about.ts'
import { peopleVerdict } from './people/person-words.ts'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsPage() {
  const { name, email, viewer } = await requireUser()
  const [share, isProvider, kept, people] = await Promise.all([
    readRateShare(),
    readServiceProvider(),
    readRetentionDays(),
    managesPeople(viewer) ? listPeople(viewer) : undefined,
  ])
  const isAdministrator = can(viewer, 'administer')
  const checkSet = checkSetOf(rules)
  return (
    <>
      <PageHead
        verdict={`Tidewaiter ${toolVersion}, ${counted(checks.length, 'check')}`}
        sub="What this installation is and how it judges."
      />
      <div className="mt-4">
        <TwoColumns>
          <div>
            <Section id="about" title="About" first>
              <Facts
                facts={[
                  { term: 'Version', value: toolVersion },
                  {
                    term: 'Check set',
                    value: (
                      <>
                        {counted(checks.length, 'check')} and {counted(questions.length, 'question')},{' '}
                        <span className="mono">{checkSet.hash}</span>
                      </>
                    ),
                  },
                  {
                    term: 'Guide',
                    value: (
                      <TextLink href="/recommendations">
                        {counted(recommendations.length, 'recommendation')} of the Amazon ECS Best Practices Guide
                      </TextLink>
                    ),
                  },
                ]}
              />
            </Section>
            <Section id="scanning" title="Scanning">
              {isAdministrator ? (
                <RateShareForm percent={share} smallest={rateShare.smallest} largest={rateShare.largest} />
              ) : (
                <Facts facts={[{ term: 'Share of AWS’s request rates', value: `${share} %, set by administrators` }]} />
              )}
            </Section>
            <Section id="attestations" title="Attestations">
              {isAdministrator ? (
                <ServiceProviderForm isProvider={isProvider} />
              ) : (
                <Facts facts={[{ term: 'PCI DSS service provider', value: isProvider ? 'yes' : 'no' }]} />
              )}
            </Section>
            <Section
              id="retention"
              title="Retention"
              actions={isAdministrator && <TextLink href="/settings/retention">Sizes, and what would go</TextLink>}
            >
              <Facts
                facts={[
                  { term: 'History', value: `${kept.history} days` },
                  { term: 'Evidence', value: `${kept.evidence} days` },
                  { term: 'Ledgers', value: `${kept.ledgers} days` },
                  { term: 'Audit log', value: 'never removed' },
                ]}
              />
            </Section>
            <Section id="licences" title="Licences">
              <Facts facts={licences.map((each) => ({ term: each.name, value: each.licence }))} />
            </Section>
          </div>
          <div>
            <Section
              id="score"
              title="Score"
              first
              actions={<TextLink href="/settings/score">How it is computed</TextLink>}
            >
              <Facts
                facts={[
                  { term: 'No score below', value: `${minimumCoverage} % coverage` },
                  { term: 'Best grade with a critical open', value: criticalCap },
                ]}
              />
            </Section>
            {people && (
              <Section
                id="people"
                title="People"
                actions={<TextLink href="/settings/people">Who may do what</TextLink>}
              >
                <p>{peopleVerdict(people)}.</p>
              </Section>
            )}
            <Section id="you" title="You">
              <Facts
                facts={[
                  { term: 'Name', value: name },
                  { term: 'E-mail', value: email },
                  { term: 'Role', value: roleWords[viewer.role] },
                  { term: 'Accounts', value: viewer.accounts === 'all' ? 'all' : viewer.accounts.join(', ') || 'none' },
                ]}
              />
              <p className="mt-3 text-sm text-ink-2">
                Without any administrator who can sign in, run <code>npx tidewaiter admin-link</code> on the server.
              </p>
            </Section>
          </div>
        </TwoColumns>
      </div>
    </>
  )
}

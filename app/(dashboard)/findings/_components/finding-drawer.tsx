import { findCheck, titleOf } from '#app/_lib/checks.ts'
import { Drawer } from '#components/drawer/drawer.tsx'
import { Facts } from '#components/page/facts.tsx'
import { AccountRegion } from '#components/resource/account-region.tsx'
import { Arn } from '#components/resource/arn.tsx'
import { grouped } from '#components/score/format.ts'
import { LinkButton } from '#components/ui/button.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { FindingDetail } from '#lib/data/findings/detail.ts'
import { can, type Viewer } from '#lib/data/viewer.ts'
import { lifeOf, triageText, verdictOf } from '../finding-words.ts'
import type { FindingsList } from '../read-list.ts'
import { type FindingsQuery, findingsHref } from '../search-params.ts'
import { AlsoFailing } from './also-failing.tsx'
import { CopyLink } from './copy-link.tsx'
import { EvidenceView } from './evidence.tsx'
import { FindingTags } from './finding-tags.tsx'

/** The finding that is open beside the list: enough to decide, and the way to the rest. */
export function FindingDrawer({
  finding,
  query,
  list,
  viewer,
  now,
}: {
  finding: FindingDetail
  query: FindingsQuery
  list: FindingsList
  viewer: Viewer
  now: Date
}) {
  const [mayTriage, mayExcept] = [can(viewer, 'triage'), can(viewer, 'request-exception')]
  const rows = list.rows.group === 'none' ? list.rows.page.rows : []
  const at = rows.findIndex(({ id }) => id === finding.id)
  const hrefOf = (id: string | undefined) => id && findingsHref({ ...query, finding: id })
  const check = findCheck(finding.check)
  const page = `/findings/${finding.id}`
  return (
    <Drawer
      title={verdictOf(finding)}
      lead={
        <>
          <span className="mono text-ink-2">{finding.id.slice(0, 12)}</span>
          {at >= 0 && `${grouped(query.from + at)} of ${list.count}`}
        </>
      }
      tags={<FindingTags finding={finding} />}
      closeHref={findingsHref({ ...query, finding: undefined })}
      previousHref={hrefOf(rows[at - 1]?.id)}
      nextHref={at >= 0 ? hrefOf(rows[at + 1]?.id) : undefined}
      pageHref={page}
    >
      <Facts
        facts={[
          {
            term: 'Resource',
            value: finding.subject.arn ? (
              <Arn arn={finding.subject.arn} />
            ) : (
              <TextLink href={`/resources/${finding.resource}`} plain>
                {finding.subject.name}
              </TextLink>
            ),
          },
          { term: 'What', value: finding.subject.name },
          {
            term: 'Account',
            value: <AccountRegion alias={finding.account.alias} id={finding.account.id} region={finding.region} />,
          },
          { term: 'Failing', value: lifeOf(finding, now) },
          { term: 'Owner', value: finding.owner ?? <span className="text-ink-3">no owner tag</span> },
          { term: 'Triage', value: triageText(finding) || <span className="text-ink-3">nobody has taken it up</span> },
        ]}
      />
      <div className="flex flex-wrap gap-2">
        {finding.state === 'open' && (
          <LinkButton kind="primary" href={`${page}#fix`}>
            Show fix
          </LinkButton>
        )}
        {mayExcept && finding.state === 'open' && finding.status === 'fail' && (
          <LinkButton href={`/exceptions/new?finding=${finding.id}`}>Ask for an exception</LinkButton>
        )}
        {mayTriage && finding.state === 'open' && <LinkButton href={`${page}#triage`}>Triage</LinkButton>}
        <CopyLink path={page} />
      </div>
      <EvidenceView finding={finding} />
      <Facts
        facts={[
          {
            term: 'Expected',
            value: (
              <TextLink href={`/recommendations/${finding.check}`} plain>
                {titleOf(finding.check)}
              </TextLink>
            ),
          },
        ]}
      />
      {check && (
        <section aria-labelledby="drawer-why">
          <h3 id="drawer-why">Why it matters</h3>
          <p className="text-ink-2">{check.why}</p>
        </section>
      )}
      {finding.others.length > 0 && (
        <section aria-labelledby="drawer-also">
          <h3 id="drawer-also">Also failing on this resource</h3>
          <AlsoFailing rows={finding.others.slice(0, 8)} now={now} href={(id) => hrefOf(id) ?? page} />
        </section>
      )}
    </Drawer>
  )
}

import { kindWord } from '#app/_lib/kinds.ts'
import { Facts } from '#components/page/facts.tsx'
import { Section } from '#components/page/section.tsx'
import type { Instant } from '#components/time/format.ts'
import { RelativeTime } from '#components/time/relative-time.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { ResourceDetail } from '#lib/data/estate/resource.ts'
import { noOwner, resourcesAddress } from '../../search-params.ts'

/** Where the resource is, whose it is, since when it is known, and its tags. */
export function AboutResource({ resource, now }: { resource: ResourceDetail; now: Instant }) {
  const { type, account, region, owner, environment, firstSeen, changedAt, goneAt, tags } = resource
  const names = Object.keys(tags).toSorted()
  const hrefOf = resourcesAddress.href
  return (
    <>
      <Facts
        facts={[
          { term: 'Kind', value: <TextLink href={hrefOf({ kind: [type] })}>{kindWord(type)}</TextLink> },
          { term: 'Account', value: <TextLink href={hrefOf({ account: [account.id] })}>{account.alias}</TextLink> },
          { term: 'Account id', value: <span className="mono">{account.id}</span> },
          { term: 'Region', value: <TextLink href={hrefOf({ region: [region] })}>{region}</TextLink> },
          {
            term: 'Owner',
            value: <TextLink href={hrefOf({ owner: [owner ?? noOwner] })}>{owner ?? 'no owner tag'}</TextLink>,
          },
          ...(environment ? [{ term: 'Environment', value: environment }] : []),
          { term: 'First seen', value: <RelativeTime at={firstSeen} now={now} /> },
          { term: 'Changed', value: <RelativeTime at={changedAt} now={now} /> },
          ...(goneAt ? [{ term: 'Gone', value: <RelativeTime at={goneAt} now={now} /> }] : []),
        ]}
      />
      <Section id="tags" title="Tags" first>
        {names.length > 0 ? (
          <Facts facts={names.map((name) => ({ term: name, value: tags[name] }))} />
        ) : (
          <p className="text-ink-2">No tags were read.</p>
        )}
      </Section>
    </>
  )
}

import { Segmented } from '#components/ui/segmented.tsx'
import type { FindingDetail } from '#lib/data/findings/detail.ts'
import type { TypedScope } from '../../typed-exception.ts'
import { newExceptionHref } from '../search-params.ts'

/** What of the check it is about, as links: each shows what it would cover. */
export function ScopeChoice({
  finding,
  tags,
  typed,
  seesAll,
}: {
  finding: FindingDetail
  /** Of the resource: "team:pay". */
  tags: readonly string[]
  typed: TypedScope
  seesAll: boolean
}) {
  const { scope, tag, everywhere } = typed
  const asked = { finding: finding.id }
  return (
    <div className="flex flex-wrap gap-3">
      <Segmented
        label="Scope"
        options={[
          { label: 'This finding', href: newExceptionHref(asked), current: scope === 'finding' },
          {
            label: `Account ${finding.account.alias}`,
            href: newExceptionHref({ ...asked, scope: 'account' }),
            current: scope === 'account',
          },
          ...tags.map((each) => ({
            label: `Tag ${each}`,
            href: newExceptionHref({ ...asked, scope: 'tag', tag: each, everywhere: everywhere ? 'yes' : 'no' }),
            current: scope === 'tag' && tag === each,
          })),
        ]}
      />
      {scope === 'tag' && seesAll && (
        <Segmented
          label="Where the tag counts"
          options={[
            {
              label: `in ${finding.account.alias}`,
              href: newExceptionHref({ ...asked, scope, tag }),
              current: !everywhere,
            },
            {
              label: 'in every account',
              href: newExceptionHref({ ...asked, scope, tag, everywhere: 'yes' }),
              current: everywhere,
            },
          ]}
        />
      )}
    </div>
  )
}

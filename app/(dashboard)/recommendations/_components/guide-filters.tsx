import { switched } from '#app/_lib/address.ts'
import { modeWords, pillars, pillarWords } from '#app/_lib/words.ts'
import { FilterBar } from '#components/filters/filter-bar.tsx'
import { FilterChip } from '#components/filters/filter-chip.tsx'
import { FilterMenu } from '#components/filters/filter-menu.tsx'
import { severityWords } from '#components/tags/severity-tag.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { severities } from '#lib/checks/result.ts'
import { countStates, filterGuide, type GuideRow, guideStates } from '../guide-rows.ts'
import { type GuideQuery, guideAddress, modes } from '../search-params.ts'
import { StateTag } from './state-tag.tsx'

const { href, parameters } = guideAddress

/** Search, states with counts, and the three filters of the guide. Each counts under the others in force. */
export function GuideFilters({ rows, query }: { rows: GuideRow[]; query: GuideQuery }) {
  const { pillar, severity, mode } = query
  const inState = filterGuide(rows, { ...query, status: 'all' })
  const counts = countStates(inState)
  const shown = guideStates.filter((state) => counts[state] > 0 || query.status === state)
  const count = (narrower: GuideQuery) => filterGuide(rows, { ...query, ...narrower }).length
  return (
    <FilterBar
      label="Filter recommendations"
      action="/recommendations"
      query={query.q}
      placeholder="Search titles and ids"
      keep={parameters({ ...query, q: undefined })}
    >
      <Segmented
        label="State"
        options={[
          { label: `All ${inState.length}`, href: href({ ...query, status: 'all' }), current: query.status === 'all' },
          ...shown.map((status) => ({
            label: <StateTag state={status} count={counts[status]} />,
            href: href({ ...query, status }),
            current: query.status === status,
          })),
        ]}
      />
      <FilterMenu
        id="filter-pillar"
        label="Pillar"
        options={pillars.map((value) => ({
          label: pillarWords[value],
          href: href({ ...query, pillar: switched(pillar, value) }),
          chosen: pillar?.includes(value) ?? false,
          count: count({ pillar: [value] }),
        }))}
      />
      <FilterMenu
        id="filter-severity"
        label="Severity"
        options={severities.map((value) => ({
          label: severityWords[value],
          href: href({ ...query, severity: switched(severity, value) }),
          chosen: severity?.includes(value) ?? false,
          count: count({ severity: [value] }),
        }))}
      />
      <FilterMenu
        id="filter-mode"
        label="Covered"
        options={modes.map((value) => ({
          label: modeWords[value],
          href: href({ ...query, mode: switched(mode, value) }),
          chosen: mode?.includes(value) ?? false,
          count: count({ mode: [value] }),
        }))}
      />
      {query.q && <FilterChip name="Text" value={query.q} removeHref={href({ ...query, q: undefined })} />}
      {pillar?.map((value) => (
        <FilterChip
          key={value}
          name="Pillar"
          value={pillarWords[value]}
          removeHref={href({ ...query, pillar: switched(pillar, value) })}
        />
      ))}
      {severity?.map((value) => (
        <FilterChip
          key={value}
          name="Severity"
          value={severityWords[value]}
          removeHref={href({ ...query, severity: switched(severity, value) })}
        />
      ))}
      {mode?.map((value) => (
        <FilterChip
          key={value}
          name="Covered"
          value={modeWords[value]}
          removeHref={href({ ...query, mode: switched(mode, value) })}
        />
      ))}
    </FilterBar>
  )
}

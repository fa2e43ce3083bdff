import { GapNotice } from '#components/page/gaps.tsx'
import { utcDay } from '#components/time/format.ts'
import type { UntoldRegion } from '#lib/data/registered/read.ts'

/** Regions in which nobody can call a revision unused, since something that could use it was not read. */
export function Untold({ regions }: { regions: readonly UntoldRegion[] }) {
  if (regions.length === 0) return null
  return (
    <GapNotice>
      <p className="font-medium">
        Not everything that could use a revision was read, so these regions are left as they were:
      </p>
      <ul className="list-disc pl-5">
        {regions.map(({ account, region, toldAt }) => (
          <li key={`${account.id} ${region}`}>
            {account.alias}, {region}: {toldAt ? `as of ${utcDay(toldAt)}` : 'nothing is known yet'}
          </li>
        ))}
      </ul>
    </GapNotice>
  )
}

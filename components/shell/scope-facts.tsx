'use client'

import { percent } from '#components/score/format.ts'
import type { Instant } from '#components/time/format.ts'
import { RelativeTime } from '#components/time/relative-time.tsx'
import { TextLink } from '#components/ui/link.tsx'
import { useScopedAccount } from './scope.ts'
import type { ScopeFacts as Facts, ScopedAccount } from './shell-data.ts'

/** How old and how complete the numbers of the page are: of the account it is limited to, else of all of them. */
export function ScopeFacts({ facts, accounts, now }: { facts: Facts; accounts: ScopedAccount[]; now: Instant }) {
  const scoped = useScopedAccount()
  const { lastScan, coverage } = accounts.find(({ id }) => id === scoped)?.facts ?? facts
  return (
    <>
      {lastScan ? (
        <TextLink href={lastScan.href} plain className="fact">
          Scanned <RelativeTime at={lastScan.at} now={now} />
          {lastScan.failing > 0 && <span className="text-fail">, {lastScan.failing} failing</span>}
        </TextLink>
      ) : (
        <span className="fact">Not scanned yet</span>
      )}
      {coverage && (
        <TextLink href={coverage.href} plain className="fact">
          Coverage {percent(coverage.percent)}
          {coverage.unknown > 0 && (
            <>
              , <span className="text-unknown">{coverage.unknown} unknown</span>
            </>
          )}
        </TextLink>
      )}
    </>
  )
}

import type { ReactNode } from 'react'
import { grouped } from '#components/score/format.ts'
import { TextLink } from '#components/ui/link.tsx'
import type { Posture } from '#lib/data/posture/posture.ts'
import { findingsHref } from '../../findings/search-params.ts'

/** What changed, and what the numbers rest on. */
export function SinceLastScan({ posture, account }: { posture: Posture; account?: string[] }) {
  const { since, accounts } = posture
  return (
    <p>
      {since && (
        <>
          Since the scan before:{' '}
          <Change className="text-fail" href={findingsHref({ tab: 'new', account })}>
            {grouped(since.opened)} new
          </Change>
          ,{' '}
          <Change className="text-fail" href={findingsHref({ tab: 'regressed', account })}>
            {grouped(since.regressed)} regressed
          </Change>
          ,{' '}
          <Change className="text-pass" href={findingsHref({ tab: 'resolved', since: 'last-scan', account })}>
            {grouped(since.resolved)} resolved
          </Change>
          .{' '}
        </>
      )}
      {!since && 'First scan: the next one is compared with it. '}
      <TextLink href="/accounts" plain>
        {accounts.scanned} of {accounts.total} {accounts.total === 1 ? 'account' : 'accounts'} scanned
      </TextLink>
      {accounts.failing > 0 && <span className="text-fail">, {accounts.failing} failing</span>}
      {accounts.paused > 0 && `, ${accounts.paused} paused`}.{' '}
      <TextLink href={findingsHref({ tab: 'unknown', account })}>What was not judged</TextLink>
    </p>
  )
}

function Change({ className, href, children }: { className: string; href: string; children: ReactNode }) {
  return (
    <TextLink href={href} plain className={`font-medium ${className}`}>
      {children}
    </TextLink>
  )
}

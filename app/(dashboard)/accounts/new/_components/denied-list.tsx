import { counted } from '#components/score/format.ts'
import { TextLink } from '#components/ui/link.tsx'
import type { DeniedAction, DeniedService } from '../permissions.ts'

/** As many open at once; beyond that only the services are named, and each opens on its own. */
const mostOpenActions = 12

/** What AWS denies, by service: the one that leaves most checks unknown first, and what each action blinds. */
export function DeniedList({ services }: { services: DeniedService[] }) {
  const total = services.reduce((sum, { actions }) => sum + actions.length, 0)
  return (
    <ul aria-label="Denied actions by service" className="pl-23 max-md:pl-0">
      {services.map((one) => (
        <li key={one.service} className="border-b border-line">
          <details open={total <= mostOpenActions}>
            <summary className="py-1">
              <span className="mono font-medium">{one.service}</span>{' '}
              <span className="text-sm text-ink-2">
                {deniedText(one)}; {staysUnknown(one.checks)}
              </span>
            </summary>
            <ul className="pb-2 pl-4">
              {one.actions.map((action) => (
                <li key={action.action} className="py-1">
                  <span className="mono wrap-anywhere">{action.action}</span>
                  <span className="block text-sm text-ink-2">
                    <Blinds {...action} />
                  </span>
                </li>
              ))}
            </ul>
          </details>
        </li>
      ))}
    </ul>
  )
}

function Blinds({ checks, named }: DeniedAction) {
  const [first] = named
  if (!first) return 'no check needs it yet'
  return (
    <>
      blinds{' '}
      {named.map(({ id, title }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <TextLink href={`/recommendations/${id}`}>{title}</TextLink>
        </span>
      ))}
      {checks > named.length && ` and ${checks - named.length} more`}
    </>
  )
}

function deniedText({ actions, asked }: DeniedService): string {
  if (asked === 1) return 'its only action denied'
  return actions.length === asked ? `all ${asked} actions denied` : `${actions.length} of ${asked} denied`
}

function staysUnknown(checks: number): string {
  if (checks === 0) return 'no check needs them yet'
  return `${counted(checks, 'check')} ${checks === 1 ? 'stays' : 'stay'} unknown`
}

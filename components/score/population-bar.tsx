import { grouped } from '#components/score/format.ts'
import { StatusTag } from '#components/tags/status-tag.tsx'
import { TextLink } from '#components/ui/link.tsx'
import { Bar } from './bar.tsx'

type Kind = 'fail' | 'pass' | 'excepted' | 'unknown' | 'not_applicable'

export type Population = Record<Kind, number>

const words: Record<Kind, string> = {
  fail: 'fail',
  pass: 'pass',
  excepted: 'under exception',
  unknown: 'unknown',
  not_applicable: 'not applicable',
}

const order: Kind[] = ['fail', 'pass', 'excepted', 'unknown', 'not_applicable']

/** All subjects of one check: a bar, and the same as words, each a link to its list where `hrefs` has one. */
export function PopulationBar({
  counts,
  hrefs = {},
  note,
}: {
  counts: Population
  hrefs?: Partial<Record<Kind, string>>
  note?: string
}) {
  const all = counts.fail + counts.pass + counts.excepted + counts.unknown
  const share = (kind: Kind) => (all === 0 ? 0 : (counts[kind] * 100) / all)
  return (
    <div className="grid gap-2">
      <Bar
        tall
        parts={[
          { kind: 'fail', percent: share('fail') },
          { kind: 'lost', percent: share('pass') },
          { kind: 'except', percent: share('excepted') },
          { kind: 'unknown', percent: share('unknown') },
        ]}
      />
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {order.map((kind) => (
          <li key={kind}>
            <CountTag kind={kind} count={counts[kind]} href={hrefs[kind]} />
          </li>
        ))}
        {note && <li className="text-ink-3 md:ml-auto">{note}</li>}
      </ul>
    </div>
  )
}

function CountTag({ kind, count, href }: { kind: Kind; count: number; href?: string }) {
  const tag = <StatusTag status={kind} text={`${grouped(count)} ${words[kind]}`} />
  if (href === undefined || count === 0) return tag
  return (
    <TextLink href={href} plain>
      {tag}
    </TextLink>
  )
}

import { type Severity, severityWords } from '#components/tags/severity-tag.tsx'
import { Shape, type ShapeName } from '#components/ui/shape.tsx'

export type PathNode = {
  /** What it is: "Load balancer". */
  kind: string
  name: string
  /** At most two short lines. */
  facts: string[]
  /** The worst outcome here; absent where nothing is judged. `text` names it: "secret in env". */
  verdict?: { severity: Severity | 'pass' | 'unknown'; text?: string }
}

const box = { width: 168, height: 120, gap: 26 }
/** What fits a box, in characters. SVG text does not wrap; the list below has the whole. */
const longest = { name: 21, fact: 26, verdict: 22 }
/** Fewer boxes keep the size they have in a path of so many. */
const usual = 6

/** The way from the internet to the secrets, left to right, and the same as a list; on narrow screens the list alone. */
export function ServicePath({ title, nodes }: { title: string; nodes: PathNode[] }) {
  const places = Math.max(nodes.length, usual)
  const width = places * box.width + (places - 1) * box.gap
  return (
    <div>
      <svg
        className="path"
        viewBox={`0 0 ${width} ${box.height}`}
        role="img"
        aria-label={`${title}. The same follows as a list.`}
      >
        {nodes.map((node, index) => (
          <g key={node.kind} transform={`translate(${index * (box.width + box.gap)} 0)`}>
            {index > 0 && <Arrow />}
            <Box node={node} />
          </g>
        ))}
      </svg>
      <details className="path-list mt-1">
        <summary className="text-sm text-ink-2">The same path as a list</summary>
        <ol className="list-decimal pt-1 pl-5 text-ink-2">
          {nodes.map(({ kind, name, facts, verdict }) => (
            <li key={kind}>
              <b className="font-medium text-ink">{kind}</b> {name}
              {facts.length > 0 && `: ${facts.join(', ')}`}
              {verdict && `; ${verdictText(verdict)}`}
            </li>
          ))}
        </ol>
      </details>
    </div>
  )
}

function Box({ node }: { node: PathNode }) {
  const hot = node.verdict?.severity === 'critical'
  return (
    <>
      <rect
        className={hot ? 'node node-hot' : 'node'}
        x=".5"
        y=".5"
        width={box.width - 1}
        height={box.height - 1}
        rx="4"
      />
      <text className="k" x="12" y="20">
        {node.kind}
      </text>
      <text className="n" x="12" y="40">
        {cutMiddle(node.name)}
      </text>
      {node.facts.slice(0, 2).map((fact, index) => (
        <text key={fact} x="12" y={61 + index * 18}>
          {cut(fact, longest.fact)}
        </text>
      ))}
      {node.verdict && <Verdict verdict={node.verdict} />}
    </>
  )
}

function Verdict({ verdict }: { verdict: NonNullable<PathNode['verdict']> }) {
  const shape: ShapeName = verdict.severity
  const tone = isJudged(verdict.severity) ? `sev-${verdict.severity}` : `st-${verdict.severity}`
  return (
    <g className={tone}>
      <g transform="translate(12 97) scale(.92)">
        <Shape name={shape} />
      </g>
      <text className="f" x="29" y="107">
        {cut(verdictText(verdict), longest.verdict)}
      </text>
    </g>
  )
}

function Arrow() {
  return (
    <>
      <path className="edge" d={`M-${box.gap - 2} 60h${box.gap - 8}`} />
      <path className="head" d="M-8 56l6 4-6 4z" />
    </>
  )
}

function verdictText({ severity, text }: NonNullable<PathNode['verdict']>): string {
  const word = isJudged(severity) ? severityWords[severity] : { pass: 'Pass', unknown: 'Unknown' }[severity]
  return text ? `${word}: ${text}` : word
}

function isJudged(severity: NonNullable<PathNode['verdict']>['severity']): severity is Severity {
  return severity !== 'pass' && severity !== 'unknown'
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}

/** Names lose their middle, never their end. */
function cutMiddle(name: string): string {
  if (name.length <= longest.name) return name
  const end = Math.ceil((longest.name - 1) / 2)
  return `${name.slice(0, longest.name - 1 - end)}…${name.slice(-end)}`
}

export type BarPart = {
  /** Share of the whole bar, 0 to 100. */
  percent: number
  kind: 'got' | 'lost' | 'fail' | 'except' | 'unknown' | 'run'
}

/** Parts closer than this to nothing would vanish; one per cent stays visible and misleads nobody. */
const thinnest = 1

/** A horizontal bar of parts in order; what the parts leave is track. Decoration: the words beside it say the same. */
export function Bar({ parts, tall = false }: { parts: BarPart[]; tall?: boolean }) {
  const placed = place(parts)
  return (
    <svg className={tall ? 'bar bar-pop' : 'bar'} aria-hidden="true">
      <rect className="track" width="100%" height="100%" />
      {placed.map(({ kind, from, to }) => (
        <Part key={from} kind={kind} from={from} to={to} tall={tall} />
      ))}
      {placed.slice(1).map(({ from }) => (
        <rect key={from} className="cut" x={`${from}%`} width="2" height="100%" />
      ))}
    </svg>
  )
}

function Part({ kind, from, to, tall }: Placed & { tall: boolean }) {
  const span = { x: `${from}%`, width: `${to - from}%`, height: '100%' }
  if (kind !== 'unknown') return <rect className={kind} {...span} />
  return (
    <>
      <rect className="blank" {...span} />
      {tall ? (
        <rect className="unknown-box" {...span} />
      ) : (
        <line className="unknown" x1={`${from}%`} x2={`${to}%`} y1="50%" y2="50%" />
      )}
    </>
  )
}

type Placed = { kind: BarPart['kind']; from: number; to: number }

function place(parts: BarPart[]): Placed[] {
  let at = 0
  return parts
    .filter((part) => part.percent > 0)
    .map((part) => {
      const from = at
      at = Math.min(100, from + Math.max(part.percent, thinnest))
      return { kind: part.kind, from, to: at }
    })
}

import { Shape, type ShapeName } from '#components/ui/shape.tsx'

/** Outcomes as the engine names them, what people decided about them, and the states of a running scan. */
export type Status =
  | 'fail'
  | 'pass'
  | 'unknown'
  | 'not_applicable'
  | 'manual'
  | 'excepted'
  | 'attested'
  | 'running'
  | 'waiting'

const looks: Record<Status, { shape: ShapeName; className: string; word: string }> = {
  fail: { shape: 'fail', className: 'st-fail', word: 'Fail' },
  pass: { shape: 'pass', className: 'st-pass', word: 'Pass' },
  unknown: { shape: 'unknown', className: 'st-unknown', word: 'Unknown' },
  not_applicable: { shape: 'dash', className: 'st-na', word: 'Not applicable' },
  manual: { shape: 'attested', className: 'st-attest', word: 'Attestation due' },
  excepted: { shape: 'excepted', className: 'st-except', word: 'Under exception' },
  attested: { shape: 'attested', className: 'st-attest', word: 'Attested' },
  running: { shape: 'desired', className: 'st-run', word: 'Running' },
  waiting: { shape: 'dash', className: 'st-na', word: 'Waiting' },
}

/** Status by shape, word and colour. `text` replaces the word: "Done, 1 gap", "6 fail". */
export function StatusTag({ status, text }: { status: Status; text?: string }) {
  const look = looks[status]
  return (
    <span className={`st ${look.className}`}>
      <Shape name={look.shape} />
      {text ?? look.word}
    </span>
  )
}

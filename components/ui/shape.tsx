import type { ReactNode } from 'react'

const solid = (d: string) => <path d={d} fill="currentColor" />
const stroke = (d: string, width: number) => <path d={d} fill="none" stroke="currentColor" strokeWidth={width} />

const box = <path d="M1.8 1.8h8.4v8.4H1.8z" fill="none" stroke="currentColor" strokeWidth={1.6} />

/** Every shape that carries a meaning, on a 12 by 12 grid. There are no other icons. */
const shapes = {
  critical: solid('M3.5 0h5L12 3.5v5L8.5 12h-5L0 8.5v-5z'),
  high: solid('M6 .5 12 11.5H0z'),
  medium: solid('M6 .5 11.5 6 6 11.5.5 6z'),
  low: stroke('M6 2.2 9.8 6 6 9.8 2.2 6z', 1.6),
  info: <circle cx="6" cy="6" r="2.2" fill="currentColor" />,
  fail: stroke('m2 2 8 8m0-8-8 8', 2),
  pass: stroke('m1.5 6.5 3 3 6-7', 2),
  unknown: (
    <circle cx="6" cy="6" r="4.8" fill="none" stroke="currentColor" strokeWidth={1.6} strokeDasharray="2.6 2.4" />
  ),
  excepted: stroke('M3.5 1.5v9m5-9v9', 2.2),
  attested: stroke('M1 11h10M3 8l.6-2.4L8.8.6l2 2-5.2 5z', 1.4),
  dash: stroke('M2 6h8', 1.6),
  running: solid('M1 1h10v10H1z'),
  desired: (
    <>
      {box}
      {solid('M1 6h10v5H1z')}
    </>
  ),
  scheduled: (
    <>
      {box}
      {stroke('M6 3.5V6l2 1.4', 1.4)}
    </>
  ),
  registered: (
    <path d="M1.8 1.8h8.4v8.4H1.8z" fill="none" stroke="currentColor" strokeWidth={1.4} strokeDasharray="2 1.6" />
  ),
  expand: solid('M3 1.5 9.5 6 3 10.5z'),
} satisfies Record<string, ReactNode>

export type ShapeName = keyof typeof shapes

/** A shape beside a word that says the same; never shown alone, so hidden from assistive technology. */
export function Shape({ name }: { name: ShapeName }) {
  return (
    <svg className="ic" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      {shapes[name]}
    </svg>
  )
}

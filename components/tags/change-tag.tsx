/** What changed since the scan before, or (plain) a word that qualifies a fact: "heuristic". */
export function ChangeTag({ kind, text = kind }: { kind: 'new' | 'regressed' | 'plain'; text?: string }) {
  return <span className={`chg chg-${kind}`}>{text}</span>
}

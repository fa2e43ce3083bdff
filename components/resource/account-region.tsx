/** Where something is. The alias leads because people know it; the id is the fact. */
export function AccountRegion({ alias, id, region }: { alias?: string; id?: string; region?: string }) {
  const name = alias ?? id
  return (
    <span className="acct">
      <b>{name}</b>
      {region && ` ${region}`}
      {id && id !== name && <span className="mono text-ink-3"> {id}</span>}
    </span>
  )
}

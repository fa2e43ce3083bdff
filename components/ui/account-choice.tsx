/** An account that can be ticked. */
export interface AccountChoice {
  id: string
  alias: string
}

/** A box for each account, sent as `accounts`. @param ticked ids */
export function AccountBoxes({
  accounts,
  ticked,
  className = '',
}: {
  accounts: readonly AccountChoice[]
  ticked: readonly string[]
  className?: string
}) {
  return (
    <div className={`grid grid-cols-[repeat(auto-fill,minmax(15rem,1fr))] gap-x-5 gap-y-2 ${className}`}>
      {accounts.length === 0 && <p className="text-sm text-ink-3">No account was added yet.</p>}
      {accounts.map(({ id, alias }) => (
        <label key={id} className="flex min-w-0 items-center gap-2">
          <input type="checkbox" name="accounts" value={id} defaultChecked={ticked.includes(id)} />
          <span className="wrap-anywhere">
            {alias} <span className="mono text-sm text-ink-3">{id}</span>
          </span>
        </label>
      ))}
    </div>
  )
}

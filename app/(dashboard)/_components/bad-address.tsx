import { EmptyState } from '#components/page/empty-state.tsx'
import { LinkButton } from '#components/ui/button.tsx'

/** In place of a list whose address asks for what does not exist: the sentence, and the list without filters. */
export function BadAddress({ problem, href }: { problem: string; href: string }) {
  return (
    <>
      <h1 className="sr-only">The address cannot be read</h1>
      <EmptyState
        kind="filtered"
        title="This address cannot be read"
        action={<LinkButton href={href}>Show the whole list</LinkButton>}
      >
        {problem}
      </EmptyState>
    </>
  )
}

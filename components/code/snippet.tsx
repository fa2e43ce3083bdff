import { CopyButton } from '#components/ui/copy-button.tsx'
import { CodeBlock } from './code-block.tsx'

/** Commands or a template to take away whole; `name` says what it is. Lines that start with "#" are comments and stand back. */
export function Snippet({ name, title = false, text }: { name: string; title?: boolean; text: string }) {
  const copy = <CopyButton value={text} what={name} />
  const lines = text.replace(/\n$/, '').split('\n')
  return (
    <CodeBlock
      label={name}
      lines={lines.map((line, index) => ({
        number: index + 1,
        text: line,
        kind: line.trimStart().startsWith('#') ? 'dim' : undefined,
      }))}
      head={
        title ? (
          <>
            <span className="title">{name}</span>
            <span className="copies">{copy}</span>
          </>
        ) : undefined
      }
      corner={title ? undefined : copy}
    />
  )
}

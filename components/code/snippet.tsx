import { CopyButton } from '#components/ui/copy-button.tsx'
import { CodeBlock } from './code-block.tsx'

/** Commands or a template to take away whole. Lines that start with "#" are comments and stand back. */
export function Snippet({ title, text }: { title: string; text: string }) {
  const lines = text.replace(/\n$/, '').split('\n')
  return (
    <CodeBlock
      label={title}
      lines={lines.map((line, index) => ({
        number: index + 1,
        text: line,
        kind: line.trimStart().startsWith('#') ? 'dim' : undefined,
      }))}
      head={
        <>
          <span className="title">{title}</span>
          <span className="copies">
            <CopyButton value={text} what={title} />
          </span>
        </>
      }
    />
  )
}

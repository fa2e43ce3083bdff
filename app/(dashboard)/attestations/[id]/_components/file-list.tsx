import { dataText } from '#app/_lib/data-text.ts'
import { utcDay } from '#components/time/format.ts'
import type { AttestationDetail } from '#lib/data/attestations/list.ts'

/** Links and files; a file comes as a download. */
export function FileList({ id, links, files }: Pick<AttestationDetail, 'id' | 'links' | 'files'>) {
  if (links.length === 0 && files.length === 0) return <p className="text-ink-2">None was given.</p>
  return (
    <ul className="grid max-w-prose gap-1">
      {links.map((link) => (
        <li key={link} className="wrap-anywhere">
          <a className="link" href={link} rel="noopener noreferrer nofollow" target="_blank">
            {link}
          </a>
        </li>
      ))}
      {files.map((file) => (
        <li key={file.id} className="wrap-anywhere">
          {file.removedAt ? (
            <>
              <bdi>{file.name}</bdi>, removed {utcDay(file.removedAt)}
            </>
          ) : (
            <a className="link" href={`/attestations/${id}/files/${file.id}`} download>
              <bdi>{file.name}</bdi>
            </a>
          )}{' '}
          <span className="text-sm text-ink-3">{dataText(file.size)}, SHA-256</span>{' '}
          <span className="mono text-sm text-ink-3">{file.sha256}</span>
        </li>
      ))}
    </ul>
  )
}

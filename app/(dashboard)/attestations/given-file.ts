import { largestFile } from '#lib/data/attestations/file-kind.ts'
import type { GivenFile } from '#lib/data/attestations/files.ts'
import { InvalidInput } from '#lib/data/invalid.ts'

/** What a field without a file comes as: browsers send an empty file without a name, and forms with script name it so. */
const noNames = ['', 'undefined']

/** The file of a form's field `file`; undefined when none was chosen. */
export async function givenFile(form: FormData): Promise<GivenFile | undefined> {
  const file = form.get('file')
  if (!(file instanceof File) || (file.size === 0 && noNames.includes(file.name))) return undefined
  if (file.size > largestFile) throw new InvalidInput('The file is larger than 10 MB: choose a smaller one.')
  return { name: file.name, bytes: Buffer.from(await file.arrayBuffer()) }
}

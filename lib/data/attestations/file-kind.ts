import { InvalidInput } from '../invalid.ts'

/** What may be kept as evidence, by the extension of its name; the media type it is handed out as. */
export const fileKinds = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  txt: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const
export type FileKind = keyof typeof fileKinds

/** Bytes of one file. */
export const largestFile = 10 * 1024 * 1024

const extensions: Readonly<Record<string, FileKind>> = { jpeg: 'jpg', md: 'txt', log: 'txt' }

/** What a file is, by its bytes. Throws InvalidInput unless it is what its name says, and one of the kinds. */
export function requireFileKind(name: string, bytes: Buffer): FileKind {
  if (bytes.length === 0) throw new InvalidInput('The file is empty: choose another.')
  if (bytes.length > largestFile) throw new InvalidInput('The file is larger than 10 MB: choose a smaller one.')
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  const kind = extensions[extension] ?? extension
  if (!isKind(kind) || !contains[kind](bytes)) {
    throw new InvalidInput(
      'Choose a PDF, PNG, JPEG, text, CSV, JSON, Word (docx) or Excel (xlsx) file that is what its name says.',
    )
  }
  return kind
}

/** One line without path or control characters, as long as file systems take. */
export function fileName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? ''
  const clean = last.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').trim()
  if (clean.length <= 200) return clean
  return `${clean.slice(0, 190)}${clean.slice(clean.lastIndexOf('.')).slice(0, 10)}`
}

function isKind(kind: string): kind is FileKind {
  return Object.hasOwn(fileKinds, kind)
}

const contains: Readonly<Record<FileKind, (bytes: Buffer) => boolean>> = {
  pdf: (bytes) => startsWith(bytes, '%PDF-'),
  png: (bytes) => startsWith(bytes, '\x89PNG\r\n\x1a\n'),
  jpg: (bytes) => startsWith(bytes, '\xff\xd8\xff'),
  txt: isText,
  csv: isText,
  json: (bytes) => isText(bytes) && isJson(bytes),
  docx: (bytes) => isOffice(bytes, 'word/document.xml'),
  xlsx: (bytes) => isOffice(bytes, 'xl/workbook.xml'),
}

function startsWith(bytes: Buffer, head: string): boolean {
  return bytes.subarray(0, head.length).equals(Buffer.from(head, 'latin1'))
}

/** UTF-8 without control characters but tabs and line ends. */
function isText(bytes: Buffer): boolean {
  if (bytes.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString('utf8'))
    return true
  } catch {
    return false
  }
}

/** A zip archive with the parts of such a document, and no macros: names in an archive are not compressed. */
function isOffice(bytes: Buffer, part: string): boolean {
  return (
    startsWith(bytes, 'PK\x03\x04') &&
    bytes.includes('[Content_Types].xml') &&
    bytes.includes(part) &&
    !bytes.includes('vbaProject')
  )
}

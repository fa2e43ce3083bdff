import { describe, expect, test } from 'vitest'
import { fileName, largestFile, requireFileKind } from './file-kind.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')
const docx = 'PK\x03\x04 [Content_Types].xml word/document.xml'

describe('evidence', () => {
  test.each([
    ['scope.pdf', '%PDF-1.7 and more', 'pdf'],
    ['a.PNG', '\x89PNG\r\n\x1a\n...', 'png'],
    ['photo.jpeg', '\xff\xd8\xff\xe0...', 'jpg'],
    ['notes.md', 'line\n\tline\r\n', 'txt'],
    ['list.csv', 'a,b\n1,2\n', 'csv'],
    ['result.json', '{"ok": true}', 'json'],
    ['matrix.xlsx', 'PK\x03\x04 [Content_Types].xml xl/workbook.xml', 'xlsx'],
    ['review.docx', docx, 'docx'],
  ])('%s is what its name says', (name, text, kind) => {
    expect(requireFileKind(name, bytes(text))).toBe(kind)
  })

  test.each([
    ['page.html', '<script>alert(1)</script>'],
    ['image.svg', '<svg/>'],
    ['run.sh', '#!/bin/sh'],
    ['scope.pdf', '<html>'],
    ['a.png', 'MZ\x90'],
    ['a.txt', 'text\0binary'],
    ['a.txt', '\xff\xfe'],
    ['a.json', '{"ok": '],
    ['a.docx', 'PK\x03\x04 only a zip'],
    ['a.docx', `${docx} word/vbaProject.bin`],
    ['constructor', 'text'],
    ['noextension', 'text'],
  ])('%s is refused when its bytes are another kind, or a kind that is not kept', (name, text) => {
    expect(() => requireFileKind(name, bytes(text))).toThrow('Choose a PDF')
  })

  test('may be neither empty nor larger than 10 MB', () => {
    expect(() => requireFileKind('a.txt', bytes(''))).toThrow('empty')
    expect(() => requireFileKind('a.txt', Buffer.alloc(largestFile + 1, 'a'))).toThrow('10 MB')
    expect(requireFileKind('a.txt', Buffer.alloc(largestFile, 'a'))).toBe('txt')
  })

  test('has a name of one line without a path, that cannot turn letters round', () => {
    expect(fileName('C:\\temp\\..\\evil\r\n\u202efdp.exe')).toBe('evilfdp.exe')
    expect(fileName('/etc/passwd')).toBe('passwd')
    const long = fileName(`${'a'.repeat(300)}.pdf`)
    expect(long).toHaveLength(194)
    expect(long.endsWith('.pdf')).toBe(true)
  })
})

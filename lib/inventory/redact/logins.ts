import { canBeSecret, digitsOf } from './embedded.ts'
import { isPlaceholder, shapeOf } from './shape.ts'

/** Addresses with a login in them: the password, then the host. */
const ADDRESSES: readonly RegExp[] = [
  /:\/\/[^\s/?#:]{0,256}:([^\s/?#]{1,512})@(\[[0-9a-fA-F:.]+\]|[^\s/?#:@,]+)/g,
  // Go's MySQL driver, Oracle's thin driver, and a proxy or broker without a scheme.
  /(?<![\w.-])[\w.-]{1,64}:([^\s/@]{1,128})@(?:tcp|unix)\(([^)\s:]{1,256})/g,
  /\bjdbc:oracle:(?:thin|oci):[\w.$-]{1,64}\/([^\s@]{1,128})@(?:\/\/)?([\w.-]{1,256})/g,
  /^[\w.-]{1,64}:([^\s:/@]{1,128})@([\w.-]{1,256}):\d{2,5}$/g,
]
const LOCAL_HOST = /^(?:localhost|.*\.localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\])$/i

/** Does the text hold an address of another host with a password in it? */
export function hasLogin(text: string): boolean {
  for (const address of ADDRESSES) {
    for (const [, password = '', host = ''] of text.matchAll(address)) {
      if (!isPlaceholder(password) && !LOCAL_HOST.test(host)) return true
    }
  }
  return false
}

/** What a flag is given: in quotes or up to the next white space. */
const GIVEN = `(?:"([^"]+)"|'([^']+)'|([^\\s"'|;&]+))`
/** Up to the end of one command of a script, and not so far that hostile text costs time. */
const ARGUMENTS = '[^|;&\\n]{0,500}?'
const flag = (programs: string, flags: string): RegExp =>
  new RegExp(`(?<![\\w.-])(?:${programs})(?=\\s)${ARGUMENTS}\\s(?:${flags})${GIVEN}`, 'g')

/** Programs that take a password in a flag whose name does not say so. */
const PROGRAMS: readonly [string, RegExp][] = [
  ['7z -p', flag('7za?|7zr', '-p')],
  ['az login -p', flag('az login', '-p\\s+')],
  ['chpasswd', /\becho\s+["']?[\w.-]{1,64}:([^\s"'|]{1,128})["']?\s{0,9}\|\s{0,9}(?:sudo\s+)?chpasswd\b/g],
  ['cqlsh -p', flag('cqlsh', '-p\\s+')],
  ['curl --user', flag('curl', '(?:-u|--user|-U|--proxy-user)[ =]?["\']?[^\\s:"\']{1,64}:(?!["\'])')],
  ['ldap -w', flag('ldap(?:search|modify|add|delete|whoami|passwd)', '-w\\s*')],
  ['mongo -p', flag('mongo(?:sh|dump|restore|export|import)?', '-p\\s+')],
  ['mysql -p', flag('mysql(?:admin|dump|import|check|show|sh|slap)?|mariadb(?:-\\w+)?', '-p')],
  ['openssl pass:', flag('openssl', '-pass(?:in|out)?\\s+["\']?pass:')],
  ['password-stdin', /\becho\s+(?:-n\s+)?["']?([^\s"'|]{1,256})["']?\s{0,9}\|[^|;&\n]{0,300}--password-stdin\b/g],
  ['rabbitmqadmin -p', flag('rabbitmqadmin', '-p\\s+')],
  ['redis-cli -a', flag('redis-cli', '-a\\s+')],
  ['registry login -p', flag('(?:docker|podman|nerdctl|buildah|skopeo|crane|oras|helm registry) login', '-p\\s+')],
  ['smbclient -U', flag('smbclient|smbget|rpcclient', '-U\\s*[^\\s%]{1,64}%')],
  ['sqlcmd -P', flag('sqlcmd|bcp|isql|osql', '-P\\s*')],
  ['sshpass -p', flag('sshpass', '-p\\s*')],
  ['wget --password', flag('wget', '--(?:http-|ftp-)?password[ =]')],
  ['zip -P', flag('zip|unzip', '-P\\s*')],
]

/** Programs in a command line that are given a password in the clear: names such as `curl --user`. */
export function programLogins(text: string): string[] {
  return PROGRAMS.filter(([, pattern]) => [...text.matchAll(pattern)].some(([, ...given]) => isLiteral(given))).map(
    ([name]) => name,
  )
}

function isLiteral(given: readonly (string | undefined)[]): boolean {
  const value = given.find((one) => one !== undefined) ?? ''
  return value !== '' && canBeSecret(shapeOf(value), digitsOf(value))
}

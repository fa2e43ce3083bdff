import { describe, expect, test } from 'vitest'
import { hasLogin, programLogins } from './logins.ts'

describe('a program that is given a password', () => {
  test.each([
    ['mysql -h db -u root -ps3cr3tvalue ledger', ['mysql -p']],
    ['mysqldump -uroot "-ps3cr3tvalue" ledger', []],
    ['mysqladmin ping -uroot -p"s3cr3tvalue"', ['mysql -p']],
    ['curl -fsS -u admin:s3cr3tvalue https://es', ['curl --user']],
    ["curl --user 'ci:s3cr3tvalue' https://es", ['curl --user']],
    ['redis-cli -h cache -a s3cr3tvalue ping', ['redis-cli -a']],
    ['sshpass -p s3cr3tvalue ssh deploy@host', ['sshpass -p']],
    ['docker login -u ci -p s3cr3tvalue registry', ['registry login -p']],
    ['echo s3cr3tvalue | docker login -u ci --password-stdin registry', ['password-stdin']],
    ['echo "app:s3cr3tvalue" | chpasswd', ['chpasswd']],
    ['sqlcmd -S db -U sa -P s3cr3tvalue', ['sqlcmd -P']],
    ['openssl rsa -in k.pem -passin pass:s3cr3tvalue', ['openssl pass:']],
    ['ldapsearch -D cn=svc -w s3cr3tvalue', ['ldap -w']],
    ['wget --http-password=s3cr3tvalue https://files', ['wget --password']],
  ])('%s', (command, expected) => {
    expect(programLogins(command)).toEqual(expected)
  })

  test.each([
    'mysql -h db -P 3306 -p ledger',
    'mysqladmin ping -p"$MYSQL_ROOT_PASSWORD"',
    'curl -u "$USER:$PASS" https://es',
    'redis-cli -h cache -p 6379 ping; tar -a -cf out.tar reports',
    'mkdir -p /var/lib/mysql',
    'docker run -p 8080:80 ledger',
    'echo "$TOKEN" | docker login --password-stdin',
    'sudo -u www-data:www-data ./curl-like',
  ])('but none in %s', (command) => {
    expect(programLogins(command)).toEqual([])
  })
})

test.each([
  ['ledger:s3cr3tvalue@tcp(db.payments.internal:3306)/ledger', true],
  ['ledger:s3cr3tvalue@tcp(127.0.0.1:3306)/ledger', false],
  ['jdbc:oracle:thin:ledger/s3cr3tvalue@db.payments.internal:1521:ORCL', true],
  ['svc:s3cr3tvalue@proxy.payments.internal:3128', true],
  ['jdbc:oracle:thin:@db.payments.internal:1521:ORCL', false],
  ['arn:aws:sns:us-east-1:111122223333:alerts', false],
  ['team@payments.example:443', false],
])('a login in the address %s: %s', (text, expected) => {
  expect(hasLogin(text)).toBe(expected)
})

/** A labelled corpus for the tests: generated from a seed, so that no key-like text stands in the repository. */
export interface Sample {
  name: string
  value: string
}

/** Small deterministic generator (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const DIGITS = '0123456789'
const HEX = '0123456789abcdef'
const ALNUM = LOWER + LOWER.toUpperCase() + DIGITS
const BASE64 = `${ALNUM}+/`

export function corpusTools(seed: number) {
  const random = randomOf(seed)
  const pick = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(random() * items.length)]
    if (item === undefined) throw new Error('pick needs a non-empty list')
    return item
  }
  const text = (alphabet: string, length: number) => Array.from({ length }, () => pick([...alphabet])).join('')
  return {
    pick,
    alnum: (length: number) => text(ALNUM, length),
    upper: (length: number) => text(LOWER.toUpperCase() + DIGITS, length),
    hex: (length: number) => text(HEX, length),
    digits: (length: number) => text(DIGITS, length),
    letters: (length: number) => text(LOWER + LOWER.toUpperCase(), length),
    base64: (length: number) => text(BASE64, length),
    uuid: () => [8, 4, 4, 4, 12].map((length) => text(HEX, length)).join('-'),
  }
}

type Tools = ReturnType<typeof corpusTools>

const VENDOR_KEYS: readonly ((t: Tools) => string)[] = [
  (t) => `AKIA${t.upper(16)}`,
  (t) => `ASIA${t.upper(16)}`,
  (t) => `ghp_${t.alnum(36)}`,
  (t) => `gho_${t.alnum(36)}`,
  (t) => `github_pat_${t.alnum(82)}`,
  (t) => `glpat-${t.alnum(20)}`,
  (t) => `xoxb-${t.digits(12)}-${t.digits(12)}-${t.alnum(24)}`,
  (t) => `https://hooks.slack.com/services/T${t.upper(8)}/B${t.upper(10)}/${t.alnum(24)}`,
  (t) => `sk_live_${t.alnum(24)}`,
  (t) => `rk_live_${t.alnum(40)}`,
  (t) => `whsec_${t.alnum(32)}`,
  (t) => `SG.${t.alnum(22)}.${t.alnum(43)}`,
  (t) => `npm_${t.alnum(36)}`,
  (t) => `shpat_${t.hex(32)}`,
  (t) => `sk-ant-api03-${t.alnum(93)}AA`,
  (t) => `sk-${t.alnum(20)}T3BlbkFJ${t.alnum(20)}`,
  (t) => `hf_${t.letters(34)}`,
  (t) => `lin_api_${t.alnum(40)}`,
  (t) => `dckr_pat_${t.alnum(27)}`,
  (t) => `hvs.${t.alnum(95)}`,
  (t) => `dapi${t.hex(32)}`,
  (t) => `figd_${t.alnum(40)}`,
  (t) => `glsa_${t.alnum(32)}_${t.hex(8)}`,
  (t) => `AIza${t.alnum(35)}`,
  (t) => `GOCSPX-${t.alnum(28)}`,
  (t) => `dop_v1_${t.hex(64)}`,
  (t) => `key-${t.hex(32)}`,
  (t) => `${t.hex(32)}-us${t.digits(2)}`,
  (t) => `NRAK-${t.upper(27)}`,
  (t) => `${t.hex(36)}NRAL`,
  (t) => `PMAK-${t.hex(24)}-${t.hex(34)}`,
  (t) => `pul-${t.hex(40)}`,
  (t) => `sntrys_${t.base64(60)}`,
  (t) => `${t.digits(9)}:AA${t.alnum(33)}`,
  (t) => `${t.alnum(14)}.atlasv1.${t.alnum(67)}`,
  (t) => `dp.st.prd.${t.alnum(40)}`,
  (t) => `eyJhbGciOiJIUzI1NiJ9.eyJ${t.alnum(40)}.${t.alnum(43)}`,
  (t) => `-----BEGIN RSA PRIVATE KEY-----\nMII${t.base64(60)}\n-----END RSA PRIVATE KEY-----`,
  (t) => `-----BEGIN PRIVATE KEY-----\\nMII${t.base64(60)}\\n-----END PRIVATE KEY-----\\n`,
  (t) =>
    `DefaultEndpointsProtocol=https;AccountName=ledger;AccountKey=${t.base64(86)}==;EndpointSuffix=core.windows.net`,
]

const SECRET_NAMES = [
  'DB_PASSWORD',
  'MYSQL_ROOT_PASSWORD',
  'POSTGRES_PASSWORD',
  'REDIS_PASSWORD',
  'SMTP_PASSWD',
  'KEYSTORE_PASSPHRASE',
  'ADMIN_PWD',
  'JWT_SECRET',
  'CLIENT_SECRET',
  'STRIPE_SECRET_KEY',
  'SESSION_TOKEN',
  'GITHUB_TOKEN',
  'apiToken',
  'dbPassword',
  'spring.datasource.password',
  'DD_API_KEY',
  'DATADOG_APIKEY',
  'RSA_PRIVATE_KEY',
  'S3_ACCESS_KEY',
  'AZURE_CONNECTION_STRING',
  'LDAP_CREDENTIALS',
  'DBPASSWORD',
  'OAUTH2_CLIENT_SECRET',
  'DB_PASSWORD_2',
]

const SECRET_VALUES: readonly ((t: Tools) => string)[] = [
  () => 'hunter2',
  () => 'S3cure!Horse',
  () => 'correct horse battery staple',
  (t) => t.alnum(12),
  (t) => t.base64(32),
  (t) => t.hex(64),
  (t) => t.uuid(),
  (t) => t.digits(10),
  (t) => `p@ss/${t.alnum(8)}#1`,
]

const ENCLOSED: readonly ((t: Tools) => Sample)[] = [
  (t) => ({ name: 'DATABASE_URL', value: `postgres://ledger:${t.alnum(12)}@db.payments.internal:5432/ledger` }),
  (t) => ({ name: 'MONGO_URI', value: `mongodb+srv://app:${t.alnum(16)}@cluster0.mongodb.net/app?retryWrites=true` }),
  (t) => ({ name: 'REDIS_URL', value: `rediss://:${t.alnum(20)}@cache.payments.internal:6379/0` }),
  (t) => ({ name: 'AMQP', value: `amqps://worker:${t.alnum(10)}@mq.payments.internal` }),
  (t) => ({ name: 'PIP_INDEX', value: `https://ci:${t.alnum(24)}@pypi.payments.internal/simple` }),
  (t) => ({ name: 'SQLSERVER', value: `Server=db;Database=ledger;User Id=app;Password=${t.alnum(10)};` }),
  (t) => ({ name: 'JDBC', value: `jdbc:mysql://db:3306/app?user=app&password=${t.alnum(10)}` }),
  (t) => ({ name: 'JAVA_OPTS', value: `-Xmx512m -Djavax.net.ssl.keyStorePassword=${t.alnum(10)}` }),
  (t) => ({ name: 'SPRING_APPLICATION_JSON', value: `{"db":{"user":"app","password":"${t.alnum(10)}"}}` }),
  (t) => ({ name: 'command', value: `./serve --port 8080 --db-password ${t.alnum(10)}` }),
  (t) => ({ name: 'command', value: `export API_TOKEN=${t.alnum(20)} && ./serve` }),
  (t) => ({ name: 'command', value: `curl -H 'Authorization: Bearer ${t.alnum(40)}' https://api.payments.internal` }),
]

/** Secrets, each in a place where an estate really keeps one. At least 200. */
export function plantedSamples(seed: number): Sample[] {
  const t = corpusTools(seed)
  const neutral = ['CONFIG', 'UPSTREAM', 'SETTING_A', 'EXTRA', 'DATA', 'label.owner']
  const times = <T>(count: number, make: () => T) => Array.from({ length: count }, make)
  return [
    ...VENDOR_KEYS.flatMap((key) => times(2, () => ({ name: t.pick(neutral), value: key(t) }))),
    ...SECRET_NAMES.flatMap((name) => times(3, () => ({ name, value: t.pick(SECRET_VALUES)(t) }))),
    ...ENCLOSED.flatMap((sample) => times(3, () => sample(t))),
    ...times(20, () => ({ name: t.pick(neutral), value: t.base64(40) })),
    ...times(10, () => ({ name: t.pick(neutral), value: t.alnum(32) })),
    // Hard ones: a short password under a neutral name stays unseen.
    { name: 'DB_PASS', value: 'hunter2' },
    { name: 'GREETING', value: 'hunter2' },
    { name: 'ENCRYPTION_KEY', value: t.hex(64) },
  ]
}

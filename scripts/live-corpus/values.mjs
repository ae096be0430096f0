const OWN_ADDRESS = /(?:FRONTEND|BACKEND|API|APP|SITE|PUBLIC|BASE|CLIENT|SERVER|WEB|DOMAIN|NEXTAUTH|AUTH|CALLBACK|REDIRECT|WEBHOOK|ORIGIN)\w*_?(?:URL|URI|ORIGINS?|HOST)?$/;
const SECRET = /SECRET|PASSWORD|PASSWD|PASSPHRASE|_PASS(?:_|$)|TOKEN$|(?:_KEY|_TOKEN|APIKEY)(?:_(?!FILE|PATH|NAME|ID\b|HEADER)\w+)?$|KEY_BASE$|DSN$|SALT$|CREDENTIALS|_CREDS$/;
const PLACEHOLDER = /^(?:your|change|replace|xxx|<|\.\.\.|sk-|example|todo|insert|my-|secret|dummy)|your[-_]|placeholder|change[-_]?me/i;
const BROWSER = /^(?:NEXT_PUBLIC_|VITE_|REACT_APP_|PUBLIC_|NUXT_PUBLIC_|EXPO_PUBLIC_)/;

/** Names of single parts of an address, with the neighbour's variable that holds it. */
const PARTS = [
  [/^(?:PG|POSTGRES_?|DB_|DATABASE_)(HOST|PORT|USER(?:NAME)?|PASS(?:WORD)?|NAME|DB|DATABASE|SERVER)$/, 'Postgres', { HOST: 'PGHOST', SERVER: 'PGHOST', PORT: 'PGPORT', USER: 'PGUSER', USERNAME: 'PGUSER', PASS: 'PGPASSWORD', PASSWORD: 'PGPASSWORD', NAME: 'PGDATABASE', DB: 'PGDATABASE', DATABASE: 'PGDATABASE' }],
  [/^REDIS_?(HOST|PORT|USER(?:NAME)?|PASSWORD)$/, 'Redis', { HOST: 'REDISHOST', PORT: 'REDISPORT', USER: 'REDISUSER', USERNAME: 'REDISUSER', PASSWORD: 'REDISPASSWORD' }],
  [/^MYSQL_?(HOST|PORT|USER|PASSWORD|DATABASE)$/, 'MySQL', { HOST: 'MYSQLHOST', PORT: 'MYSQLPORT', USER: 'MYSQLUSER', PASSWORD: 'MYSQLPASSWORD', DATABASE: 'MYSQLDATABASE' }],
];

/** A plausible value of a variable on a healthy platform: `{value}` or `{isSealed}`, and the databases that it refers to. Undefined where an owner would leave it out. */
export function valueOf(name, example, { random, service, isPublic, hasDatabase }) {
  const own = (value) => ({ variable: { value }, databases: [] });
  const refer = (database, key) => ({ variable: { value: `\${{${database}.${key}}}` }, databases: [database] });
  const address = `https://\${{${service}.RAILWAY_PUBLIC_DOMAIN}}`;
  if (name === 'PORT') return random.isIn(0.33) ? own('8080') : undefined;
  if (/^(?:HOST|HOSTNAME)$/.test(name)) return own('0.0.0.0');
  const database = databaseAddress(name, example, { hasDatabase });
  if (database !== undefined) return database.scheme === undefined ? refer(database.of, database.key) : composed(database);
  for (const [pattern, of, keys] of PARTS) {
    const [, part] = pattern.exec(name) ?? [];
    if (part !== undefined) return refer(of, keys[part]);
  }
  if (/^(?:NODE_ENV|APP_ENV|ENV|ENVIRONMENT|FLASK_ENV|DJANGO_ENV|RAILS_ENV|PYTHON_ENV|SENTRY_ENVIRONMENT)$/.test(name)) return own('production');
  if (/(?:^|_)DEBUG$/.test(name)) return own(/^[01]$/.test(example) ? '0' : 'False');
  if (name.endsWith('LOG_LEVEL')) return own(/^[A-Z]/.test(example) ? 'INFO' : 'info');
  if (name.endsWith('ALLOWED_HOSTS')) return own(`\${{${service}.RAILWAY_PUBLIC_DOMAIN}},healthcheck.railway.app`);
  if (BROWSER.test(name)) return own(/URL|URI|HOST|ORIGIN|API$/.test(name) ? address : /KEY|ID|DSN|TOKEN/.test(name) ? random.hex(24) : example === '' ? 'true' : example);
  if (SECRET.test(name) && !/^\d+$|^(?:true|false)$/i.test(example) && !name.endsWith('VALIDATION')) return secret(name, random, isPublic);
  if (/^-?\d+(?:\.\d+)?$/.test(example) || /^(?:true|false|yes|no|on|off)$/i.test(example)) return own(example);
  if (/(?:_PORT|TIMEOUT|SECONDS|MINUTES|_MS|_SIZE|LIMIT|COUNT|MAX_\w+|_DAYS|_TTL|WORKERS|CONCURRENCY)$/.test(name)) return own('30');
  if (/(?:ENABLED?|DISABLED?)$|^(?:ENABLE|DISABLE|USE|SKIP)_/.test(name)) return own('true');
  if (/EMAIL|MAIL_FROM|FROM$/.test(name)) return own('hello@example.com');
  if (/CORS|ORIGINS?$/.test(name)) return own('https://app.example.com');
  if (OWN_ADDRESS.test(name) && /URL|URI|DOMAIN|ORIGIN/.test(name)) return own(name.endsWith('DOMAIN') ? `\${{${service}.RAILWAY_PUBLIC_DOMAIN}}` : address);
  if (/(?:URL|URI|ENDPOINT)S?$/.test(name)) return own(/^https:\/\/(?!.*(?:localhost|your))/.test(example) ? example : 'https://api.example.com/v1');
  if (name.endsWith('HOST')) return own(/SMTP|MAIL/.test(name) ? 'smtp.example.com' : 'host.example.com');
  if (example === '' || PLACEHOLDER.test(example) || /localhost|127\.0\.0\.1/.test(example)) return random.isIn(0.5) ? own(random.word(10)) : undefined;
  return own(example);
}

function databaseAddress(name, example, { hasDatabase }) {
  if (/PUBLIC/.test(name) || BROWSER.test(name)) return undefined;
  const [, scheme] = /^([a-z][a-z0-9+]*):\/\//.exec(example) ?? [];
  if (/^(?:amqps?|https?)$/.test(scheme ?? '')) return undefined;
  if (/REDIS\w*_UR[LI]$|^REDIS$|^(?:CELERY_)?(?:BROKER|RESULT_BACKEND)(?:_URL)?$|^CELERY_(?:BROKER_URL|RESULT_BACKEND)$|^CACHE_URL$|VALKEY_URL$/.test(name)) return { of: 'Redis', key: 'REDIS_URL' };
  if (/^MONGO\w*(?:URL|URI|CONNECTION_STRING)?$/.test(name) && /UR[LI]|STRING/.test(name)) return { of: 'MongoDB', key: 'MONGO_URL' };
  if (/MYSQL\w*_UR[LI]$/.test(name) || scheme?.startsWith('mysql') === true) return { of: 'MySQL', key: 'MYSQL_URL' };
  if (/(?:^|_)(?:DATABASE|POSTGRES(?:QL)?|PG|DB|SQLALCHEMY_DATABASE|DIRECT)_UR[LI]$|^SHADOW_DATABASE_URL$/.test(name) || scheme?.startsWith('postgres') === true) {
    const isPlain = hasDatabase !== 'async' && (scheme === undefined || /^postgres(?:ql)?$|^sqlite|^file$/.test(scheme));
    return { of: 'Postgres', key: 'DATABASE_URL', ...(isPlain ? {} : { scheme: hasDatabase === 'async' ? 'postgresql+asyncpg' : scheme }) };
  }
  return undefined;
}

/** An address with a driver of its own, put together as Railway's documentation shows it. */
function composed({ of, scheme }) {
  const part = (key) => `\${{${of}.${key}}}`;
  return { variable: { value: `${scheme}://${part('PGUSER')}:${part('PGPASSWORD')}@${part('RAILWAY_PRIVATE_DOMAIN')}:5432/${part('PGDATABASE')}` }, databases: [of] };
}

/** Secrets of public services are sealed, or stand in the environment's shared variables. */
function secret(name, random, isPublic) {
  const value = name.endsWith('DSN') ? `https://${random.hex(32)}@o1.ingest.sentry.io/2` : random.word(40);
  if (random.isIn(0.15)) return { variable: { value: `\${{shared.${name}}}` }, databases: [], shared: [name, value] };
  return { variable: isPublic ? { value: null, isSealed: true } : { value }, databases: [] };
}

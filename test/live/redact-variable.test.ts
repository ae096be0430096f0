import { describe, expect, it } from 'vitest';
import { redactVariable } from '../../src/live/redact-variable.ts';
import type { LiveVariable } from '../../src/model/live-state.ts';

interface Case {
  readonly name?: string;
  readonly value: string;
  readonly is: Partial<LiveVariable>;
}

const internal = { scheme: 'postgres', host: 'railway-private', port: 5432, hasPassword: true, options: {} } as const;

const CASES: readonly Case[] = [
  { value: 'postgres://postgres:hunter2XYZ@postgres.railway.internal:5432/railway', is: { form: 'url', shown: 'postgres://…@…railway.internal:5432/…', url: internal, secret: 'password' } },
  { value: 'mysql+aiomysql://u:p1q2r3@ballast.proxy.rlwy.net:31337/db?ssl=true&application_name=shop', is: { shown: 'mysql+aiomysql://…@…proxy.rlwy.net:31337/…?ssl=true&…', url: { scheme: 'mysql+aiomysql', host: 'railway-proxy', port: 31337, hasPassword: true, options: { ssl: 'true' } } } },
  { value: 'redis://default:${{Redis.REDIS_PASSWORD}}@redis.railway.internal:6379?family=0', is: { shown: 'redis://…@…railway.internal:6379?family=0', references: [{ service: 'Redis', variable: 'REDIS_PASSWORD' }], url: { scheme: 'redis', host: 'railway-private', port: 6379, hasPassword: true, options: { family: '0' } } } },
  { value: 'https://shop-production.up.railway.app', is: { shown: 'https://…up.railway.app', url: { scheme: 'https', host: 'railway-domain', hasPassword: false, options: {} } } },
  { value: 'https://intranet.example.com/path?key=abc', is: { shown: 'https://…/…?…', url: { scheme: 'https', host: 'other', hasPassword: false, options: {} } } },
  { value: 'http://localhost:3000/', is: { shown: 'http://localhost:3000/' } },
  { value: 'secretscheme://host', is: { form: 'text', shown: '…' } },
  { value: 'postgres://u:p/ass@db.example.com:5432/x', is: { shown: 'postgres://…/…', secret: 'password' } },
  { value: 'postgres://u:123#45pw@db.example.com:5432/x', is: { shown: 'postgres://…', secret: 'password' } },
  { value: 'postgres://u:123?45pw@db.example.com:5432/x', is: { shown: 'postgres://…?…', secret: 'password' } },
  { value: 'https://api.example.com:8443/x?to=a@b.example', is: { shown: 'https://…:8443/…?…' } },
  { value: 'https://a.example.com,https://b.example.com', is: { form: 'text', shown: '…' } },
  { value: 'sqlite:///db.sqlite3', is: { form: 'url', shown: 'sqlite:///…' } },
  { value: '${{Postgres.DATABASE_URL}}', is: { form: 'text', shown: '${{Postgres.DATABASE_URL}}', references: [{ service: 'Postgres', variable: 'DATABASE_URL' }] } },
  { value: '${{"@acme/web".API_URL}}', is: { shown: '${{"@acme/web".API_URL}}', references: [{ service: '@acme/web', variable: 'API_URL' }] } },
  { value: "${{ 'shop.db'.DATABASE_URL }}", is: { shown: "${{'shop.db'.DATABASE_URL}}", references: [{ service: 'shop.db', variable: 'DATABASE_URL' }] } },
  { value: '${{@acme/web.API_URL}}', is: { shown: '${{…}}', references: [] } },
  { value: '${{MySQL.MYSQL_URL}}?connection_limit=5&schema=shop', is: { shown: '${{MySQL.MYSQL_URL}}?connection_limit=5&…', references: [{ service: 'MySQL', variable: 'MYSQL_URL' }] } },
  { value: '${{MySQL.MYSQL_URL}}?password=hunter2', is: { shown: '${{MySQL.MYSQL_URL}}?…' } },
  { value: '${{MySQL.MYSQL_URL}}?', is: { shown: '${{MySQL.MYSQL_URL}}' } },
  { value: '${{ shared.API_KEY }}', is: { shown: '${{shared.API_KEY}}', references: [{ service: 'shared', variable: 'API_KEY' }] } },
  { value: '${{RAILWAY_PUBLIC_DOMAIN}}', is: { references: [{ variable: 'RAILWAY_PUBLIC_DOMAIN' }] } },
  { value: '${{my api.PORT}}', is: { references: [{ service: 'my api', variable: 'PORT' }] } },
  { value: 'https://${{api.RAILWAY_PRIVATE_DOMAIN}}/v1', is: { form: 'url', shown: 'https://${{api.RAILWAY_PRIVATE_DOMAIN}}/…', url: { scheme: 'https', host: 'reference', hasPassword: false, options: {} } } },
  { value: '${{api.HOST}}:${{api.PORT}}', is: { shown: '${{api.HOST}}:${{api.PORT}}' } },
  { value: 'prefix-${{api.HOST}}-suffix', is: { shown: '…${{api.HOST}}…' } },
  { value: '${{secret(32, "abc}}def")}}', is: { shown: '${{secret(…)}}', references: [] } },
  { value: '${{secret(32)}}', is: { shown: '${{secret(32)}}', references: [] } },
  { value: '${{q7Rx2LmZ9vK3.NAME}}', is: { shown: '${{…}}', references: [] } },
  { value: '"postgres://u:pw123456@db.railway.internal/x"', is: { form: 'url', quoted: '"', shown: '"postgres://…@…railway.internal/…"' } },
  { value: "'hello'", is: { quoted: "'", shown: "'…'" } },
  { value: ' hello\n', is: { padded: true, shown: '…' } },
  { value: '', is: { form: 'empty', shown: '(empty)' } },
  { value: ' \t\n', is: { form: 'empty', shown: '(empty)', padded: true } },
  { value: '""', is: { form: 'empty', quoted: '"', shown: '""' } },
  { value: 'True', is: { form: 'boolean', shown: '…' } },
  { value: '-12.5', is: { form: 'number', shown: '…' } },
  { value: 'redis.railway.internal:6379', is: { form: 'text', shown: '…railway.internal:6379' } },
  { name: 'PORT', value: '8080', is: { form: 'number', shown: '8080', value: '8080' } },
  { name: 'PORT', value: '"8080"', is: { form: 'number', quoted: '"', shown: '"8080"', value: '"8080"' } },
  { name: 'PORT', value: 'hunter2', is: { shown: '…' } },
  { name: 'GUNICORN_CMD_ARGS', value: '--workers=4 -k gthread --preload', is: { value: '--workers=4 -k gthread --preload' } },
  { name: 'GUNICORN_CMD_ARGS', value: '--workers=4 --name hunter2', is: { shown: '…' } },
  { name: 'GUNICORN_CMD_ARGS', value: '-c gunicorn.conf.py --bind=0.0.0.0:$PORT', is: { value: '-c gunicorn.conf.py --bind=0.0.0.0:$PORT' } },
  { name: 'RAILPACK_START_CMD', value: 'gunicorn shop:app --workers 3 -b 0.0.0.0:$PORT', is: { value: 'gunicorn shop:app --workers 3 -b 0.0.0.0:$PORT' } },
  { name: 'RAILPACK_START_CMD', value: 'python worker.py --api-key hunter2-open', is: { shown: '…' } },
  { name: 'RAILPACK_START_CMD', value: 'celery -b redis://default:hunter2-open@redis.railway.internal:6379 worker', is: { shown: '…' } },
  { name: 'RAILPACK_START_CMD', value: 'run --host ${{api.RAILWAY_PRIVATE_DOMAIN}}', is: { shown: '…${{api.RAILWAY_PRIVATE_DOMAIN}}', references: [{ service: 'api', variable: 'RAILWAY_PRIVATE_DOMAIN' }] } },
  { name: 'NIXPACKS_BUILD_CMD', value: 'hunter2-open', is: { shown: '…' } },
  { name: 'RAILPACK_DISABLE_CACHES', value: '*', is: { value: '*' } },
  { name: 'RAILPACK_DISABLE_CACHES', value: 'pip, npm-install', is: { value: 'pip, npm-install' } },
  { name: 'FORWARDED_ALLOW_IPS', value: '10.0.0.0/8,fd12::/16', is: { value: '10.0.0.0/8,fd12::/16' } },
  { name: 'FORWARDED_ALLOW_IPS', value: 'hunter2-open', is: { shown: '…' } },
  { name: 'DJANGO_ALLOWED_HOSTS', value: '*', is: { value: '*' } },
  { name: 'DJANGO_ALLOWED_HOSTS', value: 'shop.example.org', is: { shown: '….…' } },
  { name: 'ALLOWED_HOSTS', value: 'shop.example.org,www.example.org,HealthCheck.Railway.app, .up.railway.app localhost', is: { shown: '….…,healthcheck.railway.app, .up.railway.app ….…' } },
  { name: 'ALLOWED_HOSTS', value: 'shop-production-1a2b.up.railway.app,.example.org', is: { shown: '…up.railway.app,….…' } },
  { name: 'ALLOWED_HOSTS', value: '"shop.example.org,.railway.app"', is: { shown: '"….…,.railway.app"', quoted: '"' } },
  { name: 'ALLOWED_HOSTS', value: 'k3y-Zm9vYmFyYmF6cXV4', is: { shown: '…' } },
  { name: 'ALLOWED_HOSTS', value: '["shop.example.org"]', is: { shown: '…' } },
  { name: 'ALLOWED_HOSTS', value: 'shop.example.org:443,healthcheck.railway.app', is: { shown: '…' } },
  { name: 'ALLOWED_HOSTS', value: 'shop.example.org,', is: { shown: '…' } },
  { name: 'HOSTS', value: 'shop.example.org,healthcheck.railway.app', is: { shown: '…' } },
  { name: 'DJANGO_SETTINGS_MODULE', value: 'shop.settings.production', is: { value: 'shop.settings.production' } },
  { name: 'DJANGO_SETTINGS_MODULE', value: 'q7Rx2LmZ9vK3', is: { shown: '…' } },
  { name: 'NODE_OPTIONS', value: '--max-old-space-size=4096', is: { value: '--max-old-space-size=4096' } },
  { name: 'NODE_OPTIONS', value: '--require hunter2', is: { shown: '…' } },
  { name: 'DB_POOL_SIZE', value: '20', is: { value: '20' } },
  { name: 'SECRET_POOL_SIZE', value: '123456', is: { shown: '…' } },
  { name: 'SECRET_KEY', value: 'abcdefgh', is: { secret: 'name', shown: '…' } },
  { name: 'PGPASSWORD', value: 'abcdefgh', is: { secret: 'name' } },
  { name: 'REDISCLI_AUTH', value: 'abcdefgh', is: { secret: 'name' } },
  { name: 'NEXT_PRIVATE_ENCRYPTION_KEY', value: 'abcdefgh', is: { secret: 'name' } },
  { name: 'DEPLOY_PRIVATE_KEY', value: 'abcdefgh', is: { secret: 'name' } },
  { name: 'SIGNER_PORT', value: '8090', is: { form: 'number', value: '8090', shown: '8090' } },
  { name: 'SIGNER_PORT', value: '80901234', is: { form: 'number', shown: '…' } },
  { name: 'FOO', value: 'ghp_Zq7Rx2LmZ9vK3aB5cD8eF1gH4iJ6kL0mN2oP', is: { secret: 'form' } },
];

/** Secrets that are none: a false alarm here would be one in each project. */
const NO_SECRETS: readonly (readonly [string, string])[] = [
  ['SECRET_KEY', '${{shared.SECRET_KEY}}'], ['ACCESS_TOKEN_EXPIRE_MINUTES', '30000000'], ['API_KEY_HEADER', 'X-Api-Key'], ['PASSWORD_RESET_ENABLED', 'true'],
  ['TOKEN_LIFETIME', '3600'], ['NEXT_PUBLIC_API_KEY', 'pk_test_12345'], ['AUTH_TOKEN_URL', 'https://example.com/token'], ['SENTRY_DSN', 'https://abc@o1.ingest.sentry.io/1'],
  ['DATABASE_URL', 'postgres://${{PGUSER}}:${{PGPASSWORD}}@${{RAILWAY_PRIVATE_DOMAIN}}:5432/x'], ['CACHE_URL', 'redis://:password@localhost:6379'],
  ['NEXT_PRIVATE_JOBS_PROVIDER', 'inngest'], ['NEXT_DEBUG_AUTH', 'verbose'], ['DUAL_PASS_VALIDATION', 'strict'],
];

describe('a variable by its shape', () => {
  for (const { name = 'VARIABLE', value, is } of CASES) {
    it(`${name}=${JSON.stringify(value)}`, () => {
      const variable = redactVariable(name, { value });
      expect(variable).toMatchObject(is);
      if (is.value === undefined) expect(variable).not.toHaveProperty('value');
    });
  }

  it.each(NO_SECRETS)('finds no secret in %s=%s', (name, value) => {
    expect(redactVariable(name, { value }).secret).toBeUndefined();
  });

  it('is sealed where Railway gives no value', () => {
    const sealed = { name: 'A', form: 'sealed', shown: '(sealed)', references: [] };
    for (const raw of [{ isSealed: true }, { value: null, isSealed: true }, { value: 'never shown', isSealed: true }, {}]) expect(redactVariable('A', raw)).toEqual(sealed);
  });

  it('cuts a shape that is too wide between two parts', () => {
    const value = 'postgresql+asyncpg://${{PGUSER}}:${{POSTGRES_PASSWORD}}@${{RAILWAY_PRIVATE_DOMAIN}}:5432/${{PGDATABASE}}?sslmode=require';
    expect(redactVariable('A', { value }).shown).toBe('postgresql+asyncpg://…@${{RAILWAY_PRIVATE_DOMAIN}}:5432/…');
  });

  it('hides a name that is none', () => {
    expect(redactVariable('ghp_Zq7Rx2LmZ9vK3aB5cD8eF1gH4iJ6kL0mN2oP', { value: '1' }).name).toBe('…');
    expect(redactVariable('a b', { value: '1' }).name).toBe('…');
  });
});

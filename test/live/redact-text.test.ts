import { describe, expect, it } from 'vitest';
import { redactText } from '../../src/live/redact-text.ts';

const SAME: readonly string[] = [
  'gunicorn app:app --workers 4 --bind 0.0.0.0:$PORT', 'uvicorn app.main:app --host 0.0.0.0 --port ${PORT:-8000} --proxy-headers', 'npx prisma migrate deploy && node dist/main.js',
  'redis-server --requirepass "$REDIS_PASSWORD" --appendonly yes', 'celery -A app worker --broker $REDIS_URL', 'mysql --password-file /run/secret', 'docker login --password-stdin',
  `ghcr.io/owner/image@sha256:${'0123456789abcdef'.repeat(4)}`, 'postgres:16-alpine', 'github.com/owner/name', 'ssh://git@github.com/owner/name.git', 'python3.12 -m gunicorn_config_production:UvicornWorkerServer',
  '/usr/local/lib/python3.12/site-packages/', '*/5 * * * *', 'java -Xmx512m -jar target/shop-0.0.1-SNAPSHOT.jar', './vendor/bin/heroku-php-apache2', 'europe-west4-drams3a',
];

const CHANGED: readonly (readonly [string, string])[] = [
  ['DATABASE_URL=postgres://u:secretpw@h/db SECRET_KEY=abc FOO="x" gunicorn app:app', 'DATABASE_URL=postgres://…@h/db SECRET_KEY=… FOO="x" gunicorn app:app'],
  ['curl -H "Authorization: Bearer abcdef" https://user:pw@example.com/x', 'curl -H "Authorization: Bearer …" https://…@example.com/x'],
  ['redis-server --requirepass hunter2', 'redis-server --requirepass …'],
  ['app --api-key=q7R "--token=a b"', 'app --api-key=… "--token=…"'],
  ['mysql -h db -ps3cret -e "select 1"', 'mysql -h db -p… -e "select 1"'],
  ['redis-cli -h h -a hunter2 ping', 'redis-cli -h h -a … ping'],
  ["sh -c 'echo {\"password\": \"hunter2\"}'", "sh -c 'echo {\"password\": \"…\"}'"],
  ['"Server=db;Password=hunter2;Encrypt=true"', '"Server=db;Password=…;Encrypt=true"'],
  ['node server.js --id q7Rx2LmZ9vK3aB5c', 'node server.js --id …'],
  ['celery --broker redis://:pw@redis:6379/0', 'celery --broker redis://…@redis:6379/0'],
  ["sh -c \"export API_TOKEN='a b c'; exec python manage.py\"", "sh -c \"export API_TOKEN='…'; exec python manage.py\""],
  ['https://x-access-token:${TOKEN}@github.com/a/b.git', 'https://…${TOKEN}@github.com/a/b.git'],
  ['postgres://u:p/a:s@host/db', 'postgres://…@host/db'],
  ['registry.example.com/team/image?token=abc', 'registry.example.com/team/image?token=…'],
];

describe('a text without its secrets', () => {
  it.each(SAME)('leaves %s', (text) => {
    expect(redactText(text)).toBe(text);
  });

  it.each(CHANGED)('hides what is secret in %s', (text, hidden) => {
    expect(redactText(text)).toBe(hidden);
    expect(redactText(hidden)).toBe(hidden);
  });
});

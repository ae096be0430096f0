import { describe, expect, it } from 'vitest';
import { redactText } from '../../src/live/redact-text.ts';
import { processorTime } from '../support/processor-time.ts';

const SAME: readonly string[] = [
  'gunicorn app:app --workers 4 --bind 0.0.0.0:$PORT', 'uvicorn app.main:app --host 0.0.0.0 --port ${PORT:-8000} --proxy-headers', 'npx prisma migrate deploy && node dist/main.js',
  'redis-server --requirepass "$REDIS_PASSWORD" --appendonly yes', 'celery -A app worker --broker $REDIS_URL', 'mysql --password-file /run/secret', 'docker login --password-stdin',
  `ghcr.io/owner/image@sha256:${'0123456789abcdef'.repeat(4)}`, 'postgres:16-alpine', 'github.com/owner/name', 'ssh://git@github.com/owner/name.git', 'python3.12 -m gunicorn_config_production:UvicornWorkerServer',
  '/usr/local/lib/python3.12/site-packages/', 'php artisan key:generate --force', '/health?full=true&limit=10', 'psql postgres://$PGHOST/db?sslmode=require', 'sh -c "app --token $TOKEN" && app "a b"',
  'test $MODE = web', "PYTHON_VERSION=3.12.1 NODE_ENV=production npm start", 'echo ready > /tmp/started',
  '*/5 * * * *', 'java -Xmx512m -jar target/shop-0.0.1-SNAPSHOT.jar', './vendor/bin/heroku-php-apache2', 'europe-west4-drams3a',
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
  ['/health?auth=hunter2&sig=a1&page=2', '/health?auth=…&sig=…&page=2'],
  ['API_KEY="hunter2', 'API_KEY="…'], ["API_KEY=$'hunter2' app", "API_KEY=$'…' app"], [`API_KEY="a"hunter2'b c' app`, `API_KEY="…"…'…' app`], ['PASSWORD+=hunter2', 'PASSWORD+=…'],
  ['PASSWORD=$(echo hunter2) app', 'PASSWORD=$(… …) app'], ['PASSWORD=`echo hunter2`', 'PASSWORD=`… …`'], ['app ${API_KEY:-hunter2}', 'app ${API_KEY:-…}'],
  ['printf "token = hunter2" > f', 'printf "token = …" > f'], ['cat <<E > f\npassword: hunter2\nE', 'cat <<E > f\npassword: …\nE'], ['["app", "--token", "hunter2"]', '["app", "--token", "…"]'],
  ['app --token \\\n  hunter2', 'app --token \\\n  …'], [`sh -c "app --password 'hunter2'"`, `sh -c "app --password '…'"`], ['sh -c "app --password \\"hunter2\\""', 'sh -c "app --password \\"…\\""'],
  ['sh -c \'app --password "hunter2"\'', 'sh -c \'app --password "…"\''], ['sh -c "TOKEN=hunter2" && app "a b"', 'sh -c "TOKEN=…" && app "a b"'], ['sh -c "export K=hunter2pw; app"', 'sh -c "export K=…; app"'],
  ['curl -d "{\\"password\\":\\"hunter2\\"}" h', 'curl -d "{\\"password\\":\\"…\\"}" h'], ['curl -H "Authorization: Custom hunter2" h', 'curl -H "Authorization: …" h'],
  ['docker login -u ada -p hunter2', 'docker login -u ada -p …'], ['sshpass -phunter2 ssh h', 'sshpass -p… ssh h'], ['openssl rsa -passin pass:hunter2', 'openssl rsa -passin pass:…'], ['openssl enc -k hunter2', 'openssl enc -k …'],
  ['echo hunter2 | docker login --password-stdin', 'echo … | docker login --password-stdin'], ['echo aHVudGVyMg== | base64 -d > f', 'echo … | base64 -d > f'], ["printf '%s' 'hunter2' > /run/token", "printf '…' '…' > /run/token"],
  ['machine h login ada password hunter2', 'machine h login ada password …'], ['npm config set //h/:_authToken hunter2', 'npm config set //h/:_authToken …'], ['set -gx TOKEN hunter2', 'set -gx TOKEN …'],
  ['vault login hunter2', 'vault login …'], ['htpasswd -bc f ada hunter2', 'htpasswd -bc f ada …'],
];

describe('a text without its secrets', () => {
  it.each(SAME)('leaves %s', (text) => {
    expect(redactText(text)).toBe(text);
  });

  it.each(CHANGED)('hides what is secret in %s', (text, hidden) => {
    expect(redactText(text)).toBe(hidden);
    expect(redactText(hidden)).toBe(hidden);
  });

  it('hides a text whole that is longer than any command', () => {
    expect(redactText('a '.repeat(4_001))).toBe('…');
  });

  it.each(['a://', '://a:', 'mysql a ', 'redis-cli ', '"a=', "'a=", '"a=\\"', 'a=b&', 'x-', 'secret":"', 'a?b=', '$(', '`', 'echo a', '--a "', 'set ', '${a:-', 'KEY=', 'login a '])('takes no time for thousands of %s', async (part) => {
    expect(await processorTime(() => {
      redactText(part.repeat(100_000 / part.length));
      redactText(part.repeat(7_990 / part.length));
    })).toBeLessThan(1_500);
  });
});

import { baseName } from '../model/files.ts';
import type { StartStep } from '../model/facts/start.ts';
import type { Argument } from './argument.ts';
import { programOf } from './program.ts';
import { serverRowOf } from './servers/server-table.ts';

/** What a command is for; `program` is one that may be the service itself, as far as its name tells. */
export type Purpose = StartStep['purpose'] | 'program';

type Row = readonly [pattern: RegExp, purpose: Purpose];

/** Matched against the command line with the program's plain name, in order. */
const PURPOSES: readonly Row[] = [
  [/^alembic\b.*\bupgrade\b|^flask\b.* ?db upgrade|^aerich upgrade|^yoyo apply|^piccolo migrations forwards|^tortoise .*upgrade/, 'migration'],
  [/manage(\.py)? (migrate|migrate_schemas|syncdb)\b|^django-admin migrate/, 'migration'],
  [/^prisma (migrate deploy|db push|migrate dev|migrate reset)|^prisma migrate$/, 'migration'],
  [/^(knex|sequelize|sequelize-cli|typeorm|typeorm-ts-node-\w+|mikro-orm|db-migrate|migrate-mongo|node-pg-migrate|umzug|dbmate|goose|atlas|flyway|liquibase|migrate)\b.*(migrat|latest|\bup\b|apply|update|sync)/, 'migration'],
  [/^drizzle-kit (migrate|push)|^dbmate (up|migrate)|^(rails|rake|artisan) (db:migrate|db:prepare|migrate)|artisan migrate|^bin\/rails db:/, 'migration'],
  [/^(mix ecto\.migrate|diesel migration run|sqlx migrate run|supabase db push|payload migrate|medusa (db:)?migrate\w*|medusa migrations run)/, 'migration'],
  [/manage(\.py)? (collectstatic|compress|tailwind build)\b|^(rails|rake) assets:precompile/, 'static-files'],
  [/manage(\.py)? (loaddata|createsuperuser|ensure_?admin\w*|\w*seed\w*|populate\w*|createdata|initadmin|create_superuser|setup_\w+)|^prisma db seed|^knex seed|db:seed|artisan .*--seed/, 'seed'],
  [/^(pip3?|pipx|uv|poetry|pdm|pipenv|conda|npm|pnpm|yarn|bun|bundle|composer|apt|apt-get|apk|gem|cargo|go)\b (install|i|ci|sync|add|update|upgrade|pip install|mod download)\b|^(pip3?) install|^uv pip|^yarn$/, 'install'],
  [/^(npm|pnpm|yarn|bun) (run )?[\w:-]*build\b|^(tsc|webpack|rollup|esbuild|next build|vite build|nuxt build|nest build|ng build|react-scripts build|prisma generate|remix build|astro build|turbo (run )?build|nx build|make|go build|cargo build|tailwindcss|compilemessages)|manage(\.py)? compilemessages/, 'build'],
  [/^(npm|pnpm|yarn|bun) (run )?[\w:-]*migrat[\w:-]*|^(npm|pnpm|yarn|bun) (run )?[\w:-]*db:(push|deploy)/, 'migration'],
  [/^(npm|pnpm|yarn|bun) (run )?[\w:-]*seed/, 'seed'],
  [/^python manage(\.py)? (check|shell|test|flush|makemigrations|clearsessions|createcachetable|wait_for_db|waitfordb|showmigrations|dbshell|create\w*|init\w*|load\w*|update\w*|sync\w*|import\w*|rebuild_index)\b/, 'other'],
  [/^(python|node|tsx|ts-node|bun|sh|bash)\b.* \S*(migrat(e|ions?)|upgrade_?db|db[-_]?upgrade|init[-_]?db|db[-_]?init)\w*(\.\w+)?( |$)/, 'migration'],
  [/^(python|node|tsx|ts-node|bun)\b.* \S*\bseed\w*(\.\w+)?( |$)/, 'seed'],
  [/^(python|node)\b.* \S*(wait[-_]for|wait4|prestart|pre[-_]start|healthcheck|check[-_]env|collectstatic|create[-_]tables?|setup[-_]db|bootstrap[-_]db)\S*( |$)/, 'other'],
];

/** Programs that only prepare or report. */
const PREPARATIONS = new Set(['', 'echo', 'printf', 'sleep', 'wait', 'true', 'false', ':', 'cat', 'mkdir', 'chmod', 'chown', 'cp', 'mv', 'rm', 'ln', 'ls',
  'touch', 'test', '[', 'date', 'env', 'printenv', 'which', 'type', 'hash', 'pwd', 'id', 'whoami', 'sed', 'awk', 'grep', 'cut', 'tr', 'head', 'tail', 'tee',
  'xargs', 'find', 'tar', 'unzip', 'gzip', 'curl', 'wget', 'nc', 'ping', 'dig', 'psql', 'pg_isready', 'mysql', 'mysqladmin', 'redis-cli', 'createdb', 'kill', 'pkill', 'trap', 'read', 'ulimit', 'umask',
  'alias', 'set', 'shift', 'return', 'exit', 'break', 'continue', 'local', 'declare', 'openssl', 'base64', 'jq', 'git', 'hostname', 'uname', 'nproc', 'envsubst', 'aws', 'gcloud',
  'alembic', 'prisma', 'flask', 'pip', 'pip3', 'uv', 'apt-get', 'apk', 'tsc', 'playwright', 'sync', 'seq', 'expr', 'basename', 'dirname', 'wait-for-it', 'wait-for-it.sh', 'wait-for',
  'dockerize', 'logger', 'django-admin', 'supabase', 'stty', 'clear', 'fuser', 'lsof', 'ps', 'df', 'du', 'free', 'sort', 'uniq', 'wc', 'source', '.', 'export', 'unset', 'cd', 'getopts', 'let', 'fg', 'bg', 'jobs', 'disown', 'service', 'ldconfig', 'update-ca-certificates', 'setcap', 'groupadd', 'useradd', 'usermod', 'groupmod', 'sysctl', 'mount']);

/** Scripts with many branches ask again and again. */
const purposes = new WeakMap<readonly Argument[], Purpose>();

/** What a command is for, as far as its words tell. */
export function purposeOf(words: readonly Argument[]): Purpose {
  const known = purposes.get(words) ?? findPurpose(words);
  purposes.set(words, known);
  return known;
}

function findPurpose(words: readonly Argument[]): Purpose {
  const program = programOf(words);
  const line = plainLine(words);
  const row = PURPOSES.find(([pattern]) => pattern.test(line));
  if (row !== undefined) return row[1];
  const server = serverRowOf(program);
  if (server !== undefined) return server.purpose;
  if (words.length === 1 && /^(python|node)$/.test(program.name)) return 'other'; // it reads a here-document
  const own = words[0]?.text.includes('/') === true && !words[0].text.startsWith('/');
  return PREPARATIONS.has(program.name) && !own ? 'other' : 'program';
}

/** The command with plain program names: `python manage.py migrate`, `alembic upgrade head`. */
function plainLine(words: readonly Argument[]): string {
  const program = programOf(words);
  const rest = program.args.slice(0, 12).map((word) => word.text);
  if (program.file === undefined) return [program.name, ...rest].join(' ').slice(0, 500);
  const file = program.file.text.replace(/^\.\//, '');
  return [program.name, baseName(file) === 'manage.py' ? 'manage.py' : file, ...rest].join(' ').slice(0, 500);
}

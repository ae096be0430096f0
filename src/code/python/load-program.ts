import type { ProjectFiles } from '../../model/files.ts';
import { valueOf } from '../../model/fact.ts';
import type { Problem } from '../../model/problem.ts';
import { parsePythonFile } from '../../documents/python.ts';
import type { CodeInput } from '../code-input.ts';
import { analysisOf } from './analysis.ts';
import { importedPaths } from './imported-paths.ts';
import { moduleFinder, type ModuleFinder } from './module-paths.ts';
import type { Program } from './program.ts';
import type { PythonFile } from './python-file.ts';
import { isReadable, isScript, withinService } from './file-roles.ts';
import { reachedFrom } from './reached.ts';
import { pythonFileOf } from './sites.ts';

/** Libraries that say something about servers, data, queues or clients. */
const LIBRARIES = [
  'fastapi|starlette|flask\\w*|django\\w*|rest_framework|quart|litestar|sanic|falcon|bottle|dash|channels|aiohttp|a2wsgi|asgiref|channels',
  'sqlalchemy|sqlmodel|asyncpg|psycopg\\w*|pymongo|motor|databases|aiomysql|pymysql|aiopg|peewee|playhouse|tortoise|sqlite3|aiosqlite',
  'redis|aioredis|celery|rq|arq|dramatiq|huey|apscheduler|rocketry|taskiq\\w*|procrastinate|discord|telegram|telebot|aiogram|pyrogram|telethon|slack_bolt',
  'socketio|requests|httpx|urllib|boto3|openai|anthropic|tinydb|shelve|diskcache|threading|prometheus\\w*|sentry_sdk|structlog|pythonjsonlogger',
  'slowapi|cachetools|aiocache|fastapi_cache|uvicorn|hypercorn|waitress|wsgiref|gradio|nicegui|granian|gunicorn|socketserver|socket|http\\.server|websockets|grpc|tornado|twisted',
  'urllib3|tenacity|backoff|bcrypt|passlib',
  'cherrypy|robyn|blacksheep|streamlit|chainlit|panel|mcp|fastmcp|eventlet|gevent',
].join('|');

/** Code that is worth parsing: it imports one of them, or has a word that only such code has. Everything else is not even parsed. */
const INTERESTING = new RegExp([
  `^[ \\t]*(?:from|import)[ \\t][^\\n]*\\b(?:${LIBRARIES})\\b`,
  '@[\\w.]+\\.(?:route|get|post|put|patch|delete|websocket|api_route|task|on_event)\\(',
  'create_engine|pool_size|SQLALCHEMY_\\w|urlpatterns|APIRouter|Blueprint|include_router|add_api_route|create_app|get_[aw]sgi_application|time\\.sleep|create_task|WebSocket',
  '\\.railway\\.internal|\\.up\\.railway\\.app|\\.rlwy\\.net|\\blogging\\.(?:basicConfig|StreamHandler)|perf_counter|correlation_id',
  '(?:uvicorn|gunicorn)\\.access',
  '\\.(?:execute|executemany|fetch\\w*)\\(\\s*[rf]?["\']{1,3}\\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH|TRUNCATE|REFRESH|VACUUM|ANALYZE)\\s',
  '\\.objects\\.(?:filter|get|all|create|select_related)\\(|\\bdb\\.session\\.(?:query|execute|add|commit)\\(|\\.(?:with_for_update|selectinload|joinedload)\\(',
  '^[ \\t]*@(?:functools\\.)?(?:lru_cache|cache)\\b',
  '\\b(?:DATABASES|ALLOWED_HOSTS|DEBUG|SECURE_SSL_REDIRECT|SECURE_PROXY_SSL_HEADER|CORS_ALLOW_ALL_ORIGINS|CORS_ORIGIN_ALLOW_ALL|ROOT_URLCONF|DJANGO_SETTINGS_MODULE)\\b',
].join('|'), 'm');

/** Words of a script that opens connections, or that is no script after all. */
const CONNECTING = /create_(async_)?engine|engine_from_config|asyncpg|psycopg|pymysql|pymongo|AsyncIOMotorClient|APIRouter|Blueprint|urlpatterns/;

/** What Alembic runs its migrations with: https://alembic.sqlalchemy.org/en/latest/tutorial.html#the-migration-environment */
const MIGRATION_FILE = /(^|\/)env\.py$/;
const MIGRATING = /^from alembic import\b/m;

/** Words of a module that holds settings. */
const SETTINGS = /environ|getenv|Settings\b|decouple|dataclass|^[ \t]*[A-Z][A-Z0-9_]+[ \t]*[:=]/m;

/** Names of modules that hold settings, whatever they look like. */
const SETTINGS_FILES = /(settings|config|constants?|options|env|prefix)[^/]*\.py$/;

/** Parsing stops here, so that no project can keep the tool busy for long. */
const LONGEST_FILE = 1_000_000;
const LONGEST_PROGRAM = 6_000_000;

interface Loading {
  readonly files: ProjectFiles;
  readonly readable: ReadonlySet<string>;
  readonly parsed: Map<string, PythonFile>;
  readonly problems: Problem[];
  readonly seen: Set<string>;
  length: number;
}

/** Parses the files of a service that matter, and those that they take values from. */
export async function loadProgram(input: CodeInput): Promise<{ readonly program: Program; readonly problems: readonly Problem[] }> {
  const readable = new Set(input.paths.filter((path) => isReadable(withinService(path, input.root))));
  const loading: Loading = { files: input.files, readable, parsed: new Map(), problems: [], seen: new Set(), length: 0 };
  const packages = new Set((valueOf(input.facts['runtime.dependencies']) ?? []).map((each) => each.name));
  const roots = rootsOf(input);
  const finder = moduleFinder(input.files, roots, packages);
  const appFile = valueOf(input.facts['start.appFile']);
  const places = { files: input.files, readable, finder, packages };
  const reached = appFile === undefined || !readable.has(appFile) ? undefined : await reachedFrom(appFile, places);
  for (const path of reached ?? readable) {
    const wanted = isScript(withinService(path, input.root)) ? CONNECTING : INTERESTING;
    await parse(loading, path, path === appFile ? undefined : wanted);
  }
  // No program imports it, and it connects to the same database.
  for (const path of reached === undefined ? [] : readable) if (MIGRATION_FILE.test(path)) await parse(loading, path, MIGRATING);
  let fresh: readonly PythonFile[] = [...loading.parsed.values()];
  for (let round = 0; round < 5 && fresh.length > 0; round += 1) fresh = await parseImported(loading, finder, fresh);
  const files = new Map([...loading.parsed].sort(([a], [b]) => (a < b ? -1 : 1)));
  const environment = [...input.environment].map(([name, fact]) => [name, fact.state, valueOf(fact)]);
  const analysis = analysisOf([...files.values()], [roots, [...packages], environment]);
  return {
    program: {
      ...analysis, input, files, finder, packages, scopes: new Map(), effort: { left: 0, open: false },
      imported: new Set([...files.values()].flatMap((file) => importedPaths(file, finder).filter((path) => path !== file.path))),
    },
    problems: loading.problems,
  };
}

/** Folders that imports start from: where the server starts, the service, and `src` below them. */
function rootsOf(input: CodeInput): readonly string[] {
  const folders = [valueOf(input.facts['start.directory']), input.root].filter((each) => each !== undefined);
  const appFile = valueOf(input.facts['start.appFile']);
  const app = valueOf(input.facts['start.app'])?.split(':')[0];
  const tail = `${app?.replaceAll('.', '/')}`;
  for (const ending of [`${tail}.py`, `${tail}/__init__.py`]) {
    if (appFile?.endsWith(ending) === true) folders.unshift(appFile.slice(0, -ending.length).replace(/\/$/, ''));
  }
  return [...new Set(folders.flatMap((folder) => [folder, folder === '' ? 'src' : `${folder}/src`]))];
}

async function parse(loading: Loading, path: string, wanted: RegExp | undefined): Promise<PythonFile | undefined> {
  if (loading.seen.has(path)) return undefined;
  const source = loading.files.read(path);
  if (source === undefined || (wanted !== undefined && !wanted.test(source.text))) return undefined;
  loading.seen.add(path);
  const { text } = source;
  if (text.length > LONGEST_FILE || loading.length + text.length > LONGEST_PROGRAM) {
    loading.problems.push({ kind: 'too-large', path, message: 'not read, because there is more Python here than a scan reads' });
    return undefined;
  }
  loading.length += text.length;
  const parsed = await parsePythonFile(source);
  if (!parsed.ok) {
    loading.problems.push({ kind: 'syntax', path, message: parsed.problem.message, at: { file: source, range: parsed.problem.range } });
    return undefined;
  }
  const [first] = parsed.document.errors;
  if (first !== undefined) {
    const conflict = /^(<{7}|={7}|>{7})/.test(text.slice(first.start, first.start + 7));
    const message = conflict ? 'a merge conflict is left in this file' : 'Python cannot read this';
    loading.problems.push({ kind: conflict ? 'conflict-marker' : 'syntax', path, message, at: { file: source, range: first } });
  }
  const file = pythonFileOf(source, parsed.document);
  loading.parsed.set(path, file);
  return file;
}

/** Modules that the files just parsed import, when those hold settings or pass names on. */
async function parseImported(loading: Loading, finder: ModuleFinder, files: readonly PythonFile[]): Promise<readonly PythonFile[]> {
  const fresh: PythonFile[] = [];
  for (const path of new Set(files.flatMap((file) => importedPaths(file, finder)))) {
    if (!loading.readable.has(path)) continue;
    const passesOn = path.endsWith('__init__.py') || SETTINGS_FILES.test(path);
    const file = await parse(loading, path, passesOn ? undefined : SETTINGS);
    if (file !== undefined) fresh.push(file);
  }
  return fresh;
}

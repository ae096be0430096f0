import type { SourceFile } from '../../../model/source-file.ts';

/** What a text that is not parsed gives away: enough to know whether a reader may find something in it. */
export interface Interest {
  /** Modules that it names in import, require and import(); names in comments do no harm. */
  readonly sources: readonly string[];
  /** Where it runs: `'use client'` is a browser's, and what imports React and serves nothing is a part of a page. */
  readonly runs: 'server' | 'browser' | 'component';
  /** It opens ports, serves, connects, waits for jobs, or keeps state. */
  readonly serves: boolean;
  /** It opens connections to a database or Redis. */
  readonly connects: boolean;
  /** It asks other servers through a library. */
  readonly asks: boolean;
  /** It asks other servers with `fetch`. */
  readonly fetches: boolean;
  /** It asks a database through a client that another file opens. */
  readonly queries: boolean;
  /** It passes on what other files export. */
  readonly passesOn: boolean;
  /** It loads all files of its folder. */
  readonly loadsFolder: boolean;
}

const IMPORT = /(?:\bfrom\s*|\brequire\s*\(\s*|\bimport\s*\(\s*|\bimport\s+)(['"])([^'"\n]{1,300})\1/g;
/** Imports that leave nothing in the running program; the types of express are often imported like values. */
const TYPES_ONLY = /\b(?:import|export)\s+type\s+(?:[\w$]+|\{[^}'"]{0,4000}\}|\*\s*as\s+[\w$]+)\s*from\s*(['"])([^'"\n]{1,300})\1|\bimport\s*\{(?:\s*(?:Request|Response|NextFunction|RequestHandler|ErrorRequestHandler|FastifyRequest|FastifyReply),?)+\s*\}\s*from\s*(['"])(express|fastify)\3/g;

/** What opens connections: the package, and the word that stands wherever one does. */
const CONNECTING: readonly (readonly [RegExp, RegExp | undefined])[] = [
  [/^(?:pg|pg-pool|postgres|pg-boss|@neondatabase\/serverless|mysql2?|better-sqlite3|sqlite3?|bun:sqlite|lowdb|knex|ioredis|drizzle-orm\/(?:node-postgres|postgres-js))(?:\/|$)/, undefined],
  [/^(?:redis|@redis\/client)$/, /\bcreateC/], [/^mongoose$/, /\bconnect|\bcreateConnection/], [/^mongodb$/, /\bMongoClient/], [/^sequelize/, /\bnew\s/],
  [/^typeorm$/, /\bDataSource|\bcreateConnection/], [/^@nestjs\/(?:mongoose|typeorm|sequelize)$/, /\bfor(?:Root|Feature)/],
];
/** What serves and what waits: the package, and the word that has to be there too. */
const SERVING: readonly (readonly [RegExp, RegExp | undefined])[] = [
  [new RegExp(`^(?:${['express.*', 'fastify.*', '@fastify/.*', 'hono', '@hono/.*', 'hono-.*', 'hono/(?:tiny|quick)', 'koa.*', '@koa/.*', 'elysia', '@elysiajs/.*', 'restify', 'polka', '@awaitjs/express',
    'bull', 'agenda', 'bree', 'node-cron', 'cron', 'croner', 'node-schedule', 'toad-scheduler', 'socket\\.io', '@socket\\.io/.*', 'ws',
    'discord\\.js', 'telegraf', 'node-telegram-bot-api', 'grammy', 'whatsapp-web\\.js', '@slack/bolt', 'rate-limiter-flexible',
    'http-terminator', 'http-graceful-shutdown', 'close-with-grace', '@godaddy/terminus', 'stoppable', 'exit-hook', 'async-exit-hook', 'node-graceful-shutdown', 'lightship', '@gquittet/graceful-server',
    'errorhandler', 'heroku-ssl-redirect', 'ssl-express-www',
    '@nestjs/(?:schedule|throttler|websockets|microservices|platform-.*|bull)'].join('|')})$`), undefined],
  [/^(?:bullmq|@nestjs\/bullmq)$/, /\bWorker\b|\bProcessor\b/], [/^@nestjs\/core$/, /\bNestFactory\b|\bRouterModule\b/], [/^@nestjs\/common$/, /\bController\s*\(/],
  [/^(?:node-cache|lru-cache|quick-lru)$/, /\bnew\s/],
  [/^bullmq$/, /\bQueue\w*\s*[(<]/], [/^@nestjs\/bullmq$/, /\bInjectQueue\b|\bBullModule\b|\bQueueEventsListener\b/],
  [/^(?:https?|http2|net|bun)$/, /\bcreateServer\b|\bServer\b|\bAgent\b|\bserve\b/],
];
/** What declares tables: the package, and the word that has to be there too. */
const DECLARING: readonly (readonly [RegExp, RegExp | undefined])[] = [
  [/^drizzle-orm\/pg-core$/, /\bpgTable\b/], [/^typeorm$/, /@Entity\b/], [/^sequelize$/, /\b(?:init|define)\s*\(/],
];
const ASKING = /^(?:axios|got|node-fetch|undici|cross-fetch|p-retry|axios-retry)(?:\/|$)/;
const BLOCKING = /^(?:fs|fs\/promises|child_process|crypto|bcrypt|bcryptjs|zlib|fs-extra|execa)$/;
const ACTIONS = /\bSIGTERM\b|\bunhandledRejection\b|\buncaughtException\b|\bcluster\.fork\b|\bthrong\s*\(|\.listen\s*\(|\bBun\.serve\b|\bDeno\.serve\b|\bsetInterval\s*\(|\benableShutdownHooks\b/;
/** Code that sends SQL as text through a client that another file makes. */
const SENDS_SQL = /(?:\.(?:query|execute|raw|unsafe|\$(?:query|execute)Raw(?:Unsafe)?)|\bsql)\s*(?:<[^<>`(]{0,80}>)?\s*[(`]\s*['"`]?\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH|TRUNCATE|REFRESH|VACUUM|ANALYZE)\s/;
const CONNECTS = /\bPrismaClient\b/;
/** What takes a connection from a pool of another file, or begins a transaction on it. */
const TAKES = /\bawait\s+[\w.$]*[Pp]ool\.connect\s*\(\s*\)|\.query\s*\(\s*['"`]\s*(?:BEGIN|START\s+TRANSACTION)\b/i;
const FETCHES = /\bfetch\s*\(/;
const QUERIES = new RegExp([
  '\\bprisma\\.\\w+\\.(?:find|create|update|upsert|delete|count)', '\\$transaction\\s*\\(',
  '\\.query\\(\\s*[`\'"]\\s*(?:SELECT|INSERT|UPDATE|DELETE|BEGIN|WITH)\\b', '[rR]epo(?:sitory)?\\.(?:find|save|insert|update|delete)\\w*\\(',
  '\\.(?:findByPk|findById|findOne|findAll|bulkCreate|insertMany)\\(', '\\bdb\\s*\\.(?:select|insert|update|delete|query)\\b',
].join('|'));
const SYNCHRONOUS = /Sync\s*\(/;
/** A collection of the module that starts empty, in a file that fills one. */
const STATE = /^(?:export\s+)?(?:const|let|var)\s+[\w$]+\b[^=\n]*=\s*(?:new\s+(?:Map|Set)\b|\[\s*\]|\{\s*\})/m;
const WRITES = /\.(?:set|add|push|unshift)\s*\(|\]\s*(?:[-+*/|&?]{0,3})=(?!=)/;
const PASSES_ON = /\bexport\s*(?:\*|\{[^}]{0,4000}\})\s*(?:as\s+[\w$]+\s*)?from\b|\bexports(?:\.[\w$]+)?\s*=\s*require\b|\b__exportStar\b/;
/** Loaders that take a whole folder: @fastify/autoload, entity globs, `fs.readdirSync(...).forEach(require)`. */
const LOADS_FOLDER = /autoload|require-all|requireDirectory|readdirSync|import\.meta\.glob|glob\.sync|dir:\s/;
const BROWSER = /^\s*(?:\/\/[^\n]*\n\s*)*['"]use client['"]/;
const REACT = /^(?:react|react-native|preact|preact\/hooks|@tanstack\/react-[\w-]+|react-(?:router|router-dom|redux|hook-form)|next\/(?:link|image|navigation|router)|swr|vue|svelte|solid-js)$/;

const INTERESTS = new WeakMap<SourceFile, Interest>();

/** What a file gives away; each text is looked at once. */
export function interestOf(file: SourceFile): Interest {
  const before = INTERESTS.get(file);
  if (before !== undefined) return before;
  const interest = lookAt(file);
  INTERESTS.set(file, interest);
  return interest;
}

function lookAt({ path, text }: SourceFile): Interest {
  const sources = sourcesOf(text);
  const some = (pattern: RegExp): boolean => sources.some((source) => pattern.test(source));
  const tells = (table: readonly (readonly [RegExp, RegExp | undefined])[]): boolean => table.some(([source, word]) => some(source) && (word === undefined || word.test(text)));
  const connects = CONNECTS.test(text) || TAKES.test(text) || tells(CONNECTING);
  const serves = connects || tells(SERVING) || tells(DECLARING);
  const runs = BROWSER.test(text) ? 'browser' : !serves && some(REACT) && !sources.includes('react-dom/server') ? 'component' : 'server';
  const acts = (): boolean => ACTIONS.test(text) || SENDS_SQL.test(text) || (some(BLOCKING) && SYNCHRONOUS.test(text)) || (STATE.test(text) && WRITES.test(text));
  const fetches = lazily(() => runs === 'server' && !path.endsWith('x') && FETCHES.test(text));
  const queries = lazily(() => runs === 'server' && QUERIES.test(text));
  const passesOn = lazily(() => PASSES_ON.test(text));
  return {
    sources, runs, connects,
    serves: serves || (runs === 'server' && acts()),
    asks: runs === 'server' && some(ASKING),
    loadsFolder: LOADS_FOLDER.test(text),
    get fetches() {
      return fetches();
    },
    get queries() {
      return queries();
    },
    get passesOn() {
      return passesOn();
    },
  };
}

/** An answer that is looked for when it is asked for, and then kept. */
function lazily(look: () => boolean): () => boolean {
  let found: boolean | undefined;
  return () => {
    found ??= look();
    return found;
  };
}

/** Modules that a text loads, those of which only types are wanted left out. */
function sourcesOf(text: string): string[] {
  const counts = new Map<string, number>();
  for (const found of text.matchAll(IMPORT)) counts.set(found[2] ?? '', (counts.get(found[2] ?? '') ?? 0) + 1);
  if (counts.size === 0) return [];
  for (const found of text.matchAll(TYPES_ONLY)) {
    const source = found[2] ?? found[4] ?? '';
    counts.set(source, (counts.get(source) ?? 0) - 1);
  }
  return [...counts].filter(([, count]) => count > 0).map(([source]) => source.replace(/^node:/, ''));
}

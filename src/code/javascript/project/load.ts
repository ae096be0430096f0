import { parseTypeScript } from '../../../documents/typescript.ts';
import { valueOf } from '../../../model/fact.ts';
import type { Problem } from '../../../model/problem.ts';
import type { CodeInput } from '../../code-input.ts';
import { indexModule } from '../syntax/index-module.ts';
import type { Module } from '../syntax/module.ts';
import { nextConfigPath, nextEntries } from '../web/next.ts';
import type { CodeProject } from './code-project.ts';
import { readConfig } from './config.ts';
import { findEntry } from './entry.ts';
import { reachableFrom } from './graph.ts';
import { isApplicationCode } from './paths.ts';

/** Texts that a reader may find something in: it imports a library that we know, or does what we look for. */
const LIBRARIES = new RegExp(`['"](?:node:)?(?:${[
  'express[\\w-]*', 'fastify', '@fastify/[\\w-]+', 'fastify-[\\w-]+', 'hono', '@hono/[\\w-]+', '@nestjs/[\\w-]+', 'koa[\\w-]*', '@koa/router', 'elysia', 'restify', 'polka',
  'pg', 'pg-pool', 'postgres', '@neondatabase/serverless', '@prisma/[\\w-]+', 'mongoose', 'mongodb', 'knex', 'sequelize[\\w-]*', 'typeorm', 'drizzle-orm', 'mysql2?', 'better-sqlite3', 'sqlite3?', 'ioredis', 'redis',
  'bullmq', 'bull', 'pg-boss', 'agenda', 'bree', 'node-cron', 'cron', 'croner', 'node-schedule', 'socket\\.io', 'ws', 'discord\\.js', 'telegraf', 'node-telegram-bot-api', 'grammy', 'axios', 'got',
  'prom-client', 'pino[\\w-]*', 'winston', '@sentry/[\\w-]+', 'compression', 'cors', 'helmet', 'rate-limiter-flexible', 'lru-cache', 'node-cache', 'http-terminator', 'close-with-grace', '@godaddy/terminus',
  'errorhandler', 'multer', 'https?',
].join('|')})(?:/[^'"]*)?['"]`);
/** A client that a build generates, such as Prisma's. */
const GENERATED = /['"](?:\.\.?\/|@\/)[^'"\n]{0,200}generated\/[^'"\n]{0,200}['"]/;
const ACTIONS = /\bSIGTERM\b|\.listen\s*\(|\bBun\.serve\b|\bDeno\.serve\b|\bsetInterval\s*\(|\bPrismaClient\b|\bnew Pool\b/;
const FETCHES = /\bfetch\s*\(/;
const BROWSER = /^\s*(?:\/\/[^\n]*\n\s*)*['"]use client['"]/;

const FILE_LIMIT = 1500;
const ROUNDS = 8;

export interface Loaded {
  readonly project: CodeProject;
  readonly problems: readonly Problem[];
  readonly isNext: boolean;
}

interface Draft {
  readonly input: CodeInput;
  readonly modules: Map<string, Module>;
  readonly broken: Set<string>;
  readonly problems: Problem[];
}

/** Parses what matters of a service; `use` runs after each round, and may want more files. */
export async function loadProject<T>(input: CodeInput, use: (loaded: Loaded) => T): Promise<{ readonly result: T; readonly loaded: Loaded }> {
  const config = await readConfig(input.files);
  const entry = findEntry(input, config);
  const code = input.paths.filter((path) => isApplicationCode(path, input.root) || path === entry);
  const isNext = isNextProject(input, entry);
  const starts = [...(entry === undefined ? [] : [entry]), ...(isNext ? nextEntries(code, input.root) : [])];
  const reachable = starts.length === 0 ? undefined : reachableFrom(input, config, starts, new Map());
  const draft: Draft = { input, modules: new Map(), broken: new Set(), problems: [] };
  const first = [...new Set([...(entry === undefined ? [] : [entry]), ...code, ...(reachable ?? [])])]
    .filter((path) => path === entry || (code.includes(path) || !path.endsWith('.json')) && isInteresting(input, path, reachable)).slice(0, FILE_LIMIT);
  await parseAll(draft, first);
  const projectOf = (): CodeProject => ({ input, config, modules: new Map([...draft.modules].sort(([a], [b]) => (a < b ? -1 : 1))), wanted: new Set(),
    broken: draft.broken, entry, reachable, caches: { variables: new Map(), calls: undefined, keys: undefined, instances: undefined } });
  let loaded: Loaded = { project: projectOf(), problems: draft.problems, isNext };
  let result = use(loaded);
  for (let round = 0; round < ROUNDS && loaded.project.wanted.size > 0 && draft.modules.size < FILE_LIMIT; round += 1) {
    await parseAll(draft, [...loaded.project.wanted]);
    loaded = { project: projectOf(), problems: draft.problems, isNext };
    result = use(loaded);
  }
  return { result, loaded };
}

/** A Next project that is started as such, or that has nothing else to start. */
function isNextProject(input: CodeInput, entry: string | undefined): boolean {
  const command = valueOf(input.facts['start.serverCommand']) ?? valueOf(input.facts['start.command']) ?? '';
  if (/(?:^|[\s/])next\s+(?:start|dev)\b|\.next\/standalone/.test(command) || valueOf(input.facts['start.server']) === 'next') return true;
  const isNext = nextConfigPath(input.files.paths, input.root) !== undefined || valueOf(input.facts['runtime.framework']) === 'next';
  return isNext && (entry === undefined || /(?:^|\/)server\.[cm]?[jt]s$/.test(entry));
}

function isInteresting(input: CodeInput, path: string, reachable: ReadonlySet<string> | undefined): boolean {
  if (!/\.[cm]?[jt]sx?$/.test(path) || path.includes('node_modules/')) return false;
  const text = input.files.read(path)?.text;
  if (text === undefined || BROWSER.test(text)) return false;
  return LIBRARIES.test(text) || GENERATED.test(text) || ACTIONS.test(text) || (reachable?.has(path) === true && FETCHES.test(text) && !path.endsWith('x'));
}

async function parseAll(draft: Draft, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    if (draft.modules.has(path) || draft.broken.has(path)) continue;
    const file = draft.input.files.read(path);
    const parsed = file === undefined ? undefined : await parseTypeScript(path, file.text);
    if (file !== undefined && parsed?.ok === true) draft.modules.set(path, indexModule(file, parsed.document));
    else draft.broken.add(path);
    if (file !== undefined && parsed?.ok === false) {
      draft.problems.push({ kind: 'syntax', path, message: parsed.problem.message, at: { file, range: parsed.problem.range } });
    }
  }
}

import type { Singleton } from '../../../model/facts/code.ts';
import { instanceOf } from '../names/instances.ts';
import { isOneOff, surroundingsOf } from '../names/scope-of.ts';
import { calledKeys, objectAt, placeOf, sitesNamed, sitesOf } from '../names/sites.ts';
import { listedKey, resolve } from '../names/resolve.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Site } from '../syntax/module.ts';
import { contains, isFunction, memberName, ownProperty, unwrap } from '../syntax/tree.ts';
import { decoratorNames } from '../names/scope-of.ts';
import { readSharedState } from './shared-state.ts';

const SCHEDULERS: readonly (readonly [string, string])[] = [['node-cron#schedule', 'node-cron'], ['cron#CronJob', 'cron'], ['cron#CronJob.from', 'cron'], ['croner#Cron', 'croner'],
  ['node-schedule#scheduleJob', 'node-schedule'], ['bree#', 'bree'], ['toad-scheduler#ToadScheduler', 'toad-scheduler']];

/** What the process keeps to itself, so that a second copy would break it. */
export function readSingletons(project: CodeProject): Singleton[] {
  return [...readSchedulers(project), ...readIntervals(project), ...readSockets(project), ...readBots(project), ...readStores(project), ...readSharedState(project), ...readFiles(project)];
}

function served(project: CodeProject, ...keys: readonly string[]): Site[] {
  return sitesOf(project, ...keys).filter(({ module }) => !isOneOff(project, module));
}

function singleton(kind: Singleton['kind'], site: Site, what: string): Singleton {
  return { kind, at: codeFact('process.singleton', placeOf(site)), what };
}

function readSchedulers(project: CodeProject): Singleton[] {
  const found = SCHEDULERS.flatMap(([key, library]) => served(project, key)
    .filter((site) => surroundingsOf(project, site).scope !== 'request').map((site) => singleton('scheduler', site, `${library} runs jobs in this process`)));
  for (const module of project.modules.values()) {
    if (isOneOff(project, module) || !module.sources.includes('@nestjs/schedule')) continue;
    const sites = module.sites.filter(({ node, path }) => path.up?.node.type === 'Decorator' && /^@nestjs\/schedule#(?:Cron|Interval)$/.test(keyOfCallee(project, module, node)));
    found.push(...sites.map((site) => singleton('scheduler', site, '@nestjs/schedule runs jobs in this process')));
  }
  return found;
}

function keyOfCallee(project: CodeProject, module: Site['module'], node: Site['node']): string {
  return listedKey(project, module, node.callee) ?? '';
}

/** Timers that wait for something: those that only sweep a cache or beat are left out. */
function readIntervals(project: CodeProject): Singleton[] {
  return served(project, 'global#setInterval').filter((site) => {
    const { scope } = surroundingsOf(project, site);
    if (scope !== 'module' && scope !== 'startup') return false;
    const [callback] = site.node.arguments;
    const target = callback === undefined ? undefined : resolve(project, site.module, callback);
    if (target?.kind !== 'value' || !isFunction(target.node)) return false;
    if (doesWork(target.node)) return true;
    return target.module.sites.some(({ module, node }) => target.node.start < node.start && node.end < target.node.end && isWorkingFunction(project, module, node));
  }).map((site) => singleton('scheduler', site, 'a timer runs a job in this process'));
}

function doesWork(node: Parameters<typeof contains>[0]): boolean {
  return contains(node, (inner) => inner.type === 'AwaitExpression' || (inner.type === 'CallExpression' && ['then', 'catch'].includes(memberName(unwrap(inner.callee)) ?? '')));
}

function isWorkingFunction(project: CodeProject, module: Site['module'], node: Site['node']): boolean {
  const target = resolve(project, module, node.callee);
  return target.kind === 'value' && isFunction(target.node) && target.node.async && contains(target.node, (inner) => inner.type === 'AwaitExpression');
}

function readSockets(project: CodeProject): Singleton[] {
  const servers = served(project, 'socket.io#Server', 'socket.io#').filter((site) => !hasAdapter(project, site));
  const anyAdapter = [...calledKeys(project)].some(([key]) => /^@socket\.io\/.*adapter#/.test(key));
  const rooms = anyAdapter ? [] : servers.map((site) => singleton('websocket', site, 'socket.io keeps rooms in this process, without an adapter'));
  const sockets = served(project, 'ws#WebSocketServer', 'ws#Server', 'ws#WebSocket.Server').filter(({ module }) => broadcasts(project, module));
  const gateways = anyAdapter ? [] : [...project.modules.values()].filter((module) => !isOneOff(project, module)).flatMap((module) => module.classes
    .filter(({ node }) => decoratorNames(node).includes('WebSocketGateway')).flatMap(({ node }) => module.sites.filter((site) => site.path.up?.node.type === 'Decorator' && node.start <= site.node.start && site.node.end <= node.body.start)
      .slice(0, 1).map((site) => singleton('websocket', site, 'the gateway keeps rooms in this process, without an adapter'))));
  return [...rooms, ...gateways, ...sockets.map((site) => singleton('websocket', site, 'ws sends to the sockets of this process only'))];
}

function hasAdapter(project: CodeProject, site: Site): boolean {
  const options = site.node.arguments.map((_, index) => objectAt(project, site, index)?.node);
  if (options.some((node) => node?.type === 'ObjectExpression' && ownProperty(node, 'adapter') !== undefined)) return true;
  return sitesNamed(project, 'adapter').some(({ node }) => node.arguments.length > 0);
}

/** True when a module sends to all sockets that are connected. */
function broadcasts(project: CodeProject, module: Site['module']): boolean {
  return module.sites.some(({ node }) => {
    const callee = unwrap(node.callee);
    return callee.type === 'MemberExpression' && memberName(callee) === 'forEach' && callee.object.type === 'MemberExpression' && memberName(callee.object) === 'clients';
  }) || module.program.body.some((statement) => contains(statement, (node) => node.type === 'ForOfStatement' && memberName(node.right) === 'clients'));
}

const BOTS: ReadonlyMap<string, { readonly method: string; readonly what: string }> = new Map([
  ['discord.js#Client', { method: 'login', what: 'a Discord bot logs in' }], ['telegraf#Telegraf', { method: 'launch', what: 'a Telegram bot polls' }],
  ['grammy#Bot', { method: 'start', what: 'a Telegram bot polls' }], ['whatsapp-web.js#Client', { method: 'initialize', what: 'a WhatsApp client logs in' }],
  ['@slack/bolt#App', { method: 'start', what: '' }],
]);

function readBots(project: CodeProject): Singleton[] {
  const found: Singleton[] = [];
  for (const site of sitesNamed(project, 'login', 'launch', 'start', 'initialize')) {
    const callee = unwrap(site.node.callee);
    if (callee.type !== 'MemberExpression' || isOneOff(project, site.module)) continue;
    const instance = instanceOf(project, site.module, callee.object);
    const bot = instance?.kind === 'made' ? BOTS.get(instance.key ?? '') : undefined;
    if (bot !== undefined && bot.what !== '' && bot.method === memberName(callee) && !isWebhook(project, site)) found.push(singleton('bot', site, bot.what));
  }
  const polling = served(project, 'node-telegram-bot-api#').filter((site) => {
    const options = objectAt(project, site, 1)?.node;
    const value = options?.type === 'ObjectExpression' ? ownProperty(options, 'polling') : undefined;
    return value !== undefined && !(value.type === 'Literal' && value.value === false);
  });
  return [...found, ...polling.map((site) => singleton('bot', site, 'a Telegram bot polls'))];
}

function isWebhook(project: CodeProject, site: Site): boolean {
  const options = objectAt(project, site, 0)?.node;
  return options?.type === 'ObjectExpression' && ownProperty(options, 'webhook') !== undefined;
}

interface Store {
  readonly keys: readonly string[];
  readonly options: readonly string[];
  readonly index: number;
  readonly what: string;
}

const STORES: readonly Store[] = [
  { keys: ['express-rate-limit#', 'express-rate-limit#rateLimit'], options: ['store'], index: 0, what: 'express-rate-limit counts in this process' },
  { keys: ['express-session#'], options: ['store'], index: 0, what: 'express-session keeps sessions in this process' },
  { keys: ['hono-rate-limiter#rateLimiter'], options: ['store'], index: 0, what: 'hono-rate-limiter counts in this process' },
  { keys: ['rate-limiter-flexible#RateLimiterMemory'], options: [], index: 0, what: 'rate-limiter-flexible counts in this process' },
  { keys: ['@nestjs/throttler#ThrottlerModule.forRoot'], options: ['storage'], index: 0, what: '@nestjs/throttler counts in this process' },
];

/** Counters and sessions in memory, where no store is given. */
function readStores(project: CodeProject): Singleton[] {
  const found = STORES.flatMap(({ keys, options, index, what }) => served(project, ...keys).filter((site) => {
    const given = objectAt(project, site, index)?.node;
    if (given === undefined) return site.node.arguments.length === 0 || site.node.arguments[index]?.type === 'ArrayExpression';
    if (given.type !== 'ObjectExpression' || given.properties.some((property) => property.type === 'SpreadElement')) return false;
    return !options.some((option) => ownProperty(given, option) !== undefined);
  }).map((site) => singleton('in-process-state', site, what)));
  const plugins = registeredPlugins(project, '@fastify/rate-limit', 'redis', '@fastify/rate-limit counts in this process');
  return [...found, ...plugins];
}

function registeredPlugins(project: CodeProject, plugin: string, option: string, what: string): Singleton[] {
  return sitesNamed(project, 'register').filter((site) => {
    const { module } = site;
    const [first] = site.node.arguments;
    if (first === undefined || isOneOff(project, module)) return false;
    const target = resolve(project, module, first);
    if (target.kind !== 'external' || target.name !== plugin) return false;
    const options = objectAt(project, site, 1)?.node;
    if (options === undefined) return site.node.arguments.length < 2;
    return options.type === 'ObjectExpression' && ownProperty(options, option) === undefined && !options.properties.some((property) => property.type === 'SpreadElement');
  }).map((site) => singleton('in-process-state', site, what));
}

/** Databases in a file beside the program. */
function readFiles(project: CodeProject): Singleton[] {
  return served(project, 'better-sqlite3#', 'sqlite3#Database', 'bun:sqlite#Database', 'lowdb/node#JSONFile').map((site) => singleton('file-state', site, 'a database in a file of this replica'));
}

import { absent } from '../../../model/fact.ts';
import type { Fact } from '../../../model/fact.ts';
import type { HandedClient, QueuePart } from '../../../model/facts/tasks.ts';
import { hasHiddenOptions, listOptions, optionsOf } from '../data/options.ts';
import { identityOf, instanceIndex, instanceOf } from '../names/instances.ts';
import { heardBy } from '../names/listeners.ts';
import { isOneOff, surroundingsOf } from '../names/scope-of.ts';
import { placeOf, sitesOf } from '../names/sites.ts';
import { stringFact } from '../names/value-facts.ts';
import { member, resolve } from '../names/resolve.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Place, Site } from '../syntax/module.ts';
import { memberName, ownProperty, textOf } from '../syntax/tree.ts';

const MAKERS: readonly (readonly [string, string, QueuePart['kind']])[] = [
  ['bullmq#Queue', 'bullmq', 'queue'], ['bullmq#Worker', 'bullmq', 'worker'], ['bullmq#QueueEvents', 'bullmq', 'events'], ['bullmq#FlowProducer', 'bullmq', 'flow'],
  ['pg-boss#', 'pg-boss', 'boss'], ['pg-boss#PgBoss', 'pg-boss', 'boss'],
];

/** Queues, workers and the like that the program makes. */
export function readQueueParts(project: CodeProject): QueuePart[] {
  return MAKERS.flatMap(([key, library, kind]) => sitesOf(project, key)
    .filter(({ module, node }) => node.type === 'NewExpression' && !isOneOff(project, module)).map((site) => partOf(project, site, { library, kind })));
}

function partOf(project: CodeProject, site: Site, { library, kind }: Pick<QueuePart, 'library' | 'kind'>): QueuePart {
  const options = optionsOf(project, site);
  const client = library === 'bullmq' ? clientOf(project, options) : undefined;
  return {
    at: codeFact('queue.part', placeOf(site)), library, kind, scope: surroundingsOf(project, site).scope, name: nameOf(project, site, kind),
    options: listOptions(project, options), complete: isComplete(project, site, options), ...listenersOf(project, site), isReached: project.reachable?.has(site.module.path) === true, ...(client === undefined ? {} : { client }),
  };
}

function nameOf(project: CodeProject, { module, node }: Site, kind: QueuePart['kind']): Fact<string> {
  const [first] = node.arguments;
  if (kind === 'boss' || kind === 'flow' || first === undefined || first.type === 'SpreadElement') return absent('queue.name', module.file);
  return stringFact(project, 'queue.name', module, first);
}

/** True when every option can be read; a name and a handler in front of the options hide none. */
function isComplete(project: CodeProject, site: Site, options: Place | undefined): boolean {
  if (options !== undefined) return !hasHiddenOptions(project, site, options);
  return site.node.arguments.every(({ type }) => type !== 'SpreadElement') && site.node.arguments.length < 2;
}

/** What listens to an object, wherever it is known under a name. */
function listenersOf(project: CodeProject, site: Site): Pick<QueuePart, 'hears' | 'isOwn'> {
  const { methods, handovers } = instanceIndex(project);
  const calls = methods.get(site.node) ?? [];
  const hears = calls.flatMap((call) => heardBy(call) ?? []);
  const isNamed = site.path.up?.node.type !== 'ExpressionStatement';
  return { hears: [...new Set([...hears, ...chained(site)])], isOwn: !isNamed || (keepsItself(site) && (handovers.get(site.node) ?? []).length === 0) };
}

/** `new Worker(...).on('error', ...)`. */
function chained({ path }: Site): readonly string[] {
  const [member_, call] = [path.up?.node, path.up?.up?.node];
  const listens = member_?.type === 'MemberExpression' && memberName(member_) === 'on' && call?.type === 'CallExpression';
  return listens ? [textOf(call.arguments[0]) ?? '*'] : [];
}

/** True for what goes into a variable or a property, and not right into a list or another call. */
function keepsItself({ path }: Site): boolean {
  const above = path.up?.node.type === 'AwaitExpression' ? path.up.up?.node : path.up?.node;
  return above?.type === 'VariableDeclarator' || above?.type === 'AssignmentExpression' || above?.type === 'PropertyDefinition' || above?.type === 'MemberExpression';
}

/** The client of ioredis in `{ connection }`. */
export function clientOf(project: CodeProject, options: Place | undefined): HandedClient | undefined {
  if (options?.node.type !== 'ObjectExpression') return undefined;
  const own = ownProperty(options.node, 'connection');
  const target = own === undefined ? member(project, { kind: 'value', ...options }, 'connection') : resolve(project, options.module, own);
  if (target.kind !== 'value') return undefined;
  const instance = instanceOf(project, target.module, target.node);
  if (instance?.kind !== 'made' || !/^ioredis#(?:Redis|default)?$/.test(instance.key ?? '') || instance.node.type !== 'NewExpression') return undefined;
  const site = instance.module.sites.find(({ node }) => node === identityOf(instance));
  if (site === undefined) return undefined;
  const given = optionsOf(project, site);
  return { at: codeFact('redis.client', placeOf(site)), options: listOptions(project, given), complete: !hasHiddenOptions(project, site, given) || isAddressOnly(site) };
}

/** `new IORedis(url)`, `new IORedis(port, host)`: options are an object, and none is there. */
function isAddressOnly({ node }: Site): boolean {
  return node.arguments.every((argument) => argument.type !== 'SpreadElement' && /^(?:Literal|TemplateLiteral|MemberExpression|LogicalExpression|TSNonNullExpression|CallExpression|TSAsExpression)$/.test(argument.type) && !/config|option/i.test(argument.type === 'MemberExpression' ? memberName(argument) ?? '' : ''));
}

import type { Node } from 'oxc-parser';
import type { Option } from '../../../model/facts/data.ts';
import type { QueuePart } from '../../../model/facts/tasks.ts';
import { listOptions } from '../data/options.ts';
import { resolve } from '../names/resolve.ts';
import { isOneOff } from '../names/scope-of.ts';
import { sitesOf } from '../names/sites.ts';
import { stringFact } from '../names/value-facts.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Module, Place, Site } from '../syntax/module.ts';
import { isFunction, ownProperty, returnsOf } from '../syntax/tree.ts';
import { clientOf } from './parts.ts';

const MODULE = '@nestjs/bullmq#BullModule';

/** Options of Nest's module for BullMQ, as far as they can be read. */
export interface NestOptions {
  readonly place: Place | undefined;
  readonly options: readonly Option[];
  readonly complete: boolean;
  /** The call that takes them. */
  readonly site: Site;
}

/** A queue that a module registers: https://docs.nestjs.com/techniques/queues#bullmq-installation */
interface Registration extends NestOptions {
  readonly argument: Place;
  readonly key: string;
}

const QUEUES = new WeakMap<CodeProject, ReadonlyMap<string, QueuePart>>();

/** The name of a queue to compare it by: its value, or what is written where nothing tells the value. */
export function queueKey(project: CodeProject, module: Module, node: Node): string {
  const fact = stringFact(project, 'queue.name', module, node);
  return fact.state === 'known' ? fact.value : `=${module.file.text.slice(node.start, node.end)}`;
}

/** What all queues share; undefined where no call, or more than one, says. */
export function sharedOptions(project: CodeProject): NestOptions | undefined {
  const sites = sitesOf(project, `${MODULE}.forRoot`, `${MODULE}.forRootAsync`).filter(({ module }) => !isOneOff(project, module));
  const [site] = sites;
  const [argument] = site?.node.arguments ?? [];
  if (site === undefined || sites.length > 1 || site.node.arguments.length !== 1 || argument === undefined) return undefined;
  return optionsAt(project, site, argument);
}

/** Queues by their name. One that several modules register has the options of all of them, as each may be the one that is injected. */
export function nestQueues(project: CodeProject): ReadonlyMap<string, QueuePart> {
  const before = QUEUES.get(project);
  if (before !== undefined) return before;
  const shared = sharedOptions(project);
  const groups = new Map<string, Registration[]>();
  for (const each of registrations(project)) groups.set(each.key, [...groups.get(each.key) ?? [], each]);
  const queues = new Map([...groups].map(([key, group]) => [key, queueOf(project, group, shared)]));
  QUEUES.set(project, queues);
  return queues;
}

function registrations(project: CodeProject): readonly Registration[] {
  return sitesOf(project, `${MODULE}.registerQueue`, `${MODULE}.registerQueueAsync`).filter(({ module }) => !isOneOff(project, module)).flatMap((site) =>
    site.node.arguments.flatMap((argument): readonly Registration[] => {
      const target = resolve(project, site.module, argument);
      const name = target.kind === 'value' && target.node.type === 'ObjectExpression' ? ownProperty(target.node, 'name') : undefined;
      if (target.kind !== 'value' || name === undefined) return [];
      return [{ ...optionsAt(project, site, argument), argument: target, key: queueKey(project, target.module, name) }];
    }));
}

function queueOf(project: CodeProject, group: readonly Registration[], shared: NestOptions | undefined): QueuePart {
  const [first] = group as readonly [Registration, ...Registration[]]; // A group has a first member.
  const { site, argument } = first;
  const own = group.flatMap(({ options }) => options);
  const inherited = shared?.options.filter(({ name }) => !has(own, name.split('.')[0] ?? name)) ?? [];
  const isAlone = group.length === 1 && site.node.arguments.length === 1;
  const isSettable = isAlone && argument.module === site.module && ownProperty(argument.node as never, 'useFactory') === undefined && !has(inherited, 'defaultJobOptions');
  const at = codeFact('queue.part', isAlone ? site : argument);
  const name = ownProperty(argument.node as never, 'name') ?? argument.node;
  const client = clientOf(project, first.place) ?? (has(own, 'connection') ? undefined : clientOf(project, shared?.place));
  return {
    at, library: 'bullmq', kind: 'queue', scope: 'startup', name: stringFact(project, 'queue.name', argument.module, name), options: [...own, ...inherited],
    complete: group.every(({ complete }) => complete) && (shared?.complete ?? has(own, 'connection')) && !has(own, 'configKey'),
    hears: [], isOwn: false, isReached: project.reachable?.has(site.module.path) === true, ...(client === undefined ? {} : { client }),
    nest: isSettable ? { optionsAt: at } : {},
  };
}

const has = (options: readonly Option[], name: string): boolean => options.some((option) => option.name === name || option.name.startsWith(`${name}.`));

/** The options in an argument: the object itself, or the only one that its `useFactory` returns. */
function optionsAt(project: CodeProject, site: Site, argument: Node): NestOptions {
  const target = resolve(project, site.module, argument);
  const hidden: NestOptions = { place: undefined, options: [], complete: false, site };
  if (target.kind !== 'value' || target.node.type !== 'ObjectExpression') return hidden;
  const place = ['useFactory', 'useClass', 'useExisting'].some((key) => ownProperty(target.node as never, key) !== undefined) ? factoryResult(project, target) : target;
  return place === undefined ? hidden : { place, options: listOptions(project, place), complete: !hasSpread(place.node), site };
}

function factoryResult(project: CodeProject, { module, node }: Place): Place | undefined {
  const written = node.type === 'ObjectExpression' ? ownProperty(node, 'useFactory') : undefined;
  const factory = written === undefined ? undefined : resolve(project, module, written);
  if (factory?.kind !== 'value' || !isFunction(factory.node)) return undefined;
  const [returned, ...others] = returnsOf(factory.node);
  const target = returned === undefined || others.length > 0 ? undefined : resolve(project, factory.module, returned);
  return target?.kind === 'value' && target.node.type === 'ObjectExpression' ? target : undefined;
}

/** True where a part comes from elsewhere, in the options of jobs too. */
function hasSpread(node: Node): boolean {
  if (node.type !== 'ObjectExpression') return false;
  const jobs = ownProperty(node, 'defaultJobOptions');
  return node.properties.some(({ type }) => type === 'SpreadElement') || (jobs !== undefined && hasSpread(jobs));
}

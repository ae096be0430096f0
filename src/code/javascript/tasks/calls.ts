import type { Node } from 'oxc-parser';
import { absent } from '../../../model/fact.ts';
import type { Fact } from '../../../model/fact.ts';
import type { JobHandler, QueueCall } from '../../../model/facts/tasks.ts';
import { hasHiddenOptions, listOptions, optionsOf } from '../data/options.ts';
import { instanceOf, settled } from '../names/instances.ts';
import { resolve } from '../names/resolve.ts';
import { isOneOff, surroundingsOf } from '../names/scope-of.ts';
import { placeOf, sitesNamed } from '../names/sites.ts';
import { stringFact } from '../names/value-facts.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Module, Site } from '../syntax/module.ts';
import { contains, isFunction, memberName, unwrap } from '../syntax/tree.ts';
import type { FunctionNode } from '../syntax/tree.ts';
import { injectedQueue } from './nest-calls.ts';

const METHODS: Readonly<Record<string, readonly string[]>> = {
  bullmq: ['add', 'addBulk', 'upsertJobScheduler'],
  'pg-boss': ['send', 'sendAfter', 'sendThrottled', 'sendDebounced', 'insert', 'work', 'schedule', 'createQueue', 'publish', 'start', 'stop', 'offWork'],
};
const OWNERS: readonly (readonly [RegExp, string])[] = [[/^bullmq#(?:Queue|FlowProducer)$/, 'bullmq'], [/^pg-boss#(?:PgBoss)?$/, 'pg-boss']];

/** Calls of queues that make, send or take jobs. */
export function readQueueCalls(project: CodeProject): QueueCall[] {
  if (![...project.modules.values()].some(({ sources }) => sources.some((source) => source === 'bullmq' || source === '@nestjs/bullmq' || source === 'pg-boss'))) return [];
  return sitesNamed(project, ...new Set(Object.values(METHODS).flat())).flatMap((site): readonly QueueCall[] => {
    const callee = unwrap(site.node.callee);
    if (callee.type !== 'MemberExpression' || isOneOff(project, site.module)) return [];
    const injected = METHODS['bullmq']?.includes(memberName(callee) ?? '') === true ? injectedQueue(project, site) : undefined;
    if (injected !== undefined) return [{ ...callOf(project, site, { library: 'bullmq', call: memberName(callee) ?? '' }), of: injected.at }];
    const found = instanceOf(project, site.module, callee.object);
    const instance = found === undefined ? undefined : settled(project, found);
    const library = instance?.kind === 'made' ? OWNERS.find(([key]) => key.test(instance.key ?? ''))?.[1] : undefined;
    const call = memberName(callee) ?? '';
    if (library === undefined || METHODS[library]?.includes(call) !== true) return [];
    const made = instance?.kind === 'made' ? instance.module.sites.find(({ node }) => node === instance.node) : undefined;
    return [{ ...callOf(project, site, { library, call }), ...(made === undefined ? {} : { of: codeFact('queue.part', placeOf(made)) }) }];
  });
}

function callOf(project: CodeProject, site: Site, { library, call }: Pick<QueueCall, 'library' | 'call'>): QueueCall {
  const options = optionsOf(project, site);
  const handler = library === 'pg-boss' && call === 'work' ? handlerOf(project, site) : undefined;
  // The data of a job is an object too, and it stands before its options.
  const isData = options !== undefined && (library === 'bullmq' || call === 'send') && site.node.arguments.length < 3;
  return {
    at: codeFact('queue.call', placeOf(site)), library, call, scope: surroundingsOf(project, site).scope, queue: nameOf(project, site),
    options: isData ? [] : listOptions(project, options), complete: isData || site.node.arguments.length < 3 || !hasHiddenOptions(project, site, options),
    ...(handler === undefined ? {} : { handler }),
  };
}

function nameOf(project: CodeProject, { module, node }: Site): Fact<string> {
  const [first] = node.arguments;
  return first === undefined || first.type === 'SpreadElement' ? absent('queue.name', module.file) : stringFact(project, 'queue.name', module, first);
}

/** The function that gets the jobs, when it names what it gets. */
function handlerOf(project: CodeProject, { module, node }: Site): JobHandler | undefined {
  const last = node.arguments.at(-1);
  const target = last === undefined || last.type === 'SpreadElement' ? undefined : resolve(project, module, last);
  if (target?.kind !== 'value' || !isFunction(target.node)) return undefined;
  const [parameter] = target.node.params;
  if (parameter?.type !== 'Identifier' || target.node.params.length > 1) return undefined;
  const uses = usesOf(target.node, parameter.name);
  return { parameter: { ...codeFact('queue.handler', { module: target.module, node: parameter }), value: parameter.name }, ...uses };
}

function usesOf(handler: FunctionNode, name: string): Pick<JobHandler, 'readsOne' | 'readsList'> {
  const isIt = (node: Node): boolean => node.type === 'Identifier' && node.name === name;
  let [readsOne, readsList] = [false, false];
  if (handler.body === null) return { readsOne, readsList };
  contains(handler.body, (node) => {
    if (node.type === 'MemberExpression' && isIt(node.object)) {
      if (/^(?:data|id|name)$/.test(memberName(node) ?? '')) readsOne = true;
      else readsList = true;
    }
    if ((node.type === 'ForOfStatement' && isIt(node.right)) || (node.type === 'SpreadElement' && isIt(node.argument))) readsList = true;
    if (node.type === 'VariableDeclarator' && node.init !== null && isIt(node.init)) {
      if (node.id.type === 'ObjectPattern') readsOne = true;
      else readsList = true;
    }
    // Whoever gets it may know that it is a list.
    if (node.type === 'CallExpression' && node.arguments.some(isIt)) readsList = true;
    return false;
  });
  return { readsOne, readsList };
}

/** Modules that name a package, and what they take from it. */
export function importersOf(project: CodeProject, library: string): readonly Module[] {
  return [...project.modules.values()].filter((module) => module.sources.includes(library) && !isOneOff(project, module));
}

import type { Class, Decorator, Expression, Node } from 'oxc-parser';
import { absent } from '../../../model/fact.ts';
import type { QueuePart } from '../../../model/facts/tasks.ts';
import { listOptions } from '../data/options.ts';
import { keyOf, resolve } from '../names/resolve.ts';
import { isOneOff } from '../names/scope-of.ts';
import { stringFact } from '../names/value-facts.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Module } from '../syntax/module.ts';
import { argumentAt, contains, memberName, ownProperty, textOf } from '../syntax/tree.ts';
import { decoratorOf } from '../web/nest.ts';
import { nestQueues, queueKey, sharedOptions } from './nest-queues.ts';
import { clientOf } from './parts.ts';

const LIBRARY = '@nestjs/bullmq';
const KINDS = [
  { decorator: 'Processor', listener: 'OnWorkerEvent', base: 'WorkerHost', kind: 'worker' },
  { decorator: 'QueueEventsListener', listener: 'OnQueueEvent', base: 'QueueEventsHost', kind: 'events' },
] as const;

/** Queues, workers and listeners that Nest makes of declarations: https://docs.nestjs.com/techniques/queues */
export function readNestParts(project: CodeProject): QueuePart[] {
  const modules = [...project.modules.values()].filter((module) => module.sources.includes(LIBRARY) && !isOneOff(project, module));
  return modules.length === 0 ? [] : [...nestQueues(project).values(), ...modules.flatMap((module) => module.classes.flatMap(({ node }) => partsOf(project, module, node)))];
}

type Kind = (typeof KINDS)[number];

function partsOf(project: CodeProject, module: Module, node: Class): readonly QueuePart[] {
  return KINDS.flatMap((kind): readonly QueuePart[] => {
    const decorator = decoratorOf(project, module, node.decorators, `${LIBRARY}#${kind.decorator}`);
    return decorator?.expression.type === 'CallExpression' ? [partOf(project, module, { node, decorator, kind })] : [];
  });
}

function partOf(project: CodeProject, module: Module, { node, decorator, kind }: { readonly node: Class; readonly decorator: Decorator; readonly kind: Kind }): QueuePart {
  const call = decorator.expression.type === 'CallExpression' ? decorator.expression : undefined;
  const first = call === undefined ? undefined : argumentAt(call, 0);
  const written = call === undefined ? undefined : argumentAt(call, 1);
  const target = written === undefined ? undefined : resolve(project, module, written);
  const options = target?.kind === 'value' && target.node.type === 'ObjectExpression' ? target : undefined;
  const name = first?.type === 'ObjectExpression' ? ownProperty(first, 'name') : first;
  const isKeyed = first?.type === 'ObjectExpression' && ownProperty(first, 'configKey') !== undefined;
  const client = clientOf(project, options) ?? (isKeyed || (written !== undefined && options === undefined) ? undefined : inheritedClient(project, module, name, options?.node));
  return {
    at: codeFact('queue.part', { module, node: decorator.expression }), library: 'bullmq', kind: kind.kind, scope: 'startup',
    name: name === undefined ? absent('queue.name', module.file) : stringFact(project, 'queue.name', module, name),
    options: listOptions(project, options), complete: written === undefined || (options?.node.type === 'ObjectExpression' && options.node.properties.every(({ type }) => type === 'Property')),
    hears: heard(project, module, node, kind), isOwn: isOwn(project, module, node, kind), isReached: project.reachable?.has(module.path) === true,
    ...(client === undefined ? {} : { client }), nest: {},
  };
}

/** A worker takes the connection of its queue, or the one that all share where no module registers the queue. */
function inheritedClient(project: CodeProject, module: Module, name: Expression | undefined, options: Node | undefined): QueuePart['client'] {
  if (options?.type === 'ObjectExpression' && ownProperty(options, 'connection') !== undefined) return undefined;
  const queue = name === undefined ? undefined : nestQueues(project).get(queueKey(project, module, name));
  return queue === undefined ? clientOf(project, sharedOptions(project)?.place) : queue.client;
}

/** Events of methods under `@OnWorkerEvent('failed')`. */
function heard(project: CodeProject, module: Module, { body }: Class, { listener }: Kind): readonly string[] {
  return [...new Set(body.body.flatMap((element): readonly string[] => {
    const decorator = element.type === 'MethodDefinition' ? decoratorOf(project, module, element.decorators, `${LIBRARY}#${listener}`) : undefined;
    if (decorator?.expression.type !== 'CallExpression') return [];
    const [event] = decorator.expression.arguments;
    return [textOf(event?.type === 'ObjectExpression' ? ownProperty(event, 'eventName') : event) ?? '*'];
  }))];
}

/** False where somebody else may listen: a class between, or code that takes `this.worker`. */
function isOwn(project: CodeProject, module: Module, node: Class, { base }: Kind): boolean {
  const inherits = node.superClass !== null && keyOf(project, module, node.superClass) === `${LIBRARY}#${base}`;
  const isTaken = contains(node.body, (inner) => inner.type === 'MemberExpression' && inner.object.type === 'ThisExpression' && /^_?(?:worker|queueEvents)$/.test(memberName(inner) ?? ''));
  return inherits && !isTaken;
}

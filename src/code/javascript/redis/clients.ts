import type { CallExpression, Expression, NewExpression, Node } from 'oxc-parser';
import type { RedisLibrary } from '../../../model/facts/caches.ts';
import { instanceOf, settled } from '../names/instances.ts';
import { resolve } from '../names/resolve.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Module, Place } from '../syntax/module.ts';
import { memberName, unwrap } from '../syntax/tree.ts';
import { typedLibrary } from './typed.ts';

const MAKERS: ReadonlyMap<string, RedisLibrary> = new Map([
  ['ioredis#', 'ioredis'], ['ioredis#Redis', 'ioredis'], ['ioredis#Cluster', 'ioredis'], ['ioredis#Redis.Cluster', 'ioredis'],
  ['redis#createClient', 'node-redis'], ['redis#createCluster', 'node-redis'], ['@redis/client#createClient', 'node-redis'],
]);

/** The client that an expression stands for, and the pipeline that queues its commands, where it is one. */
export interface RedisReceiver {
  readonly library: RedisLibrary;
  readonly cluster: boolean;
  /** The call that makes the client; undefined where only a type tells what it is. */
  readonly made: Place<CallExpression | NewExpression> | undefined;
  /** The call that begins the pipeline. */
  readonly pipeline: Node | undefined;
}

/** The Redis client that a method is called on; undefined of anything else. */
export function receiverOf(project: CodeProject, module: Module, object: Expression): RedisReceiver | undefined {
  const pipeline = pipelineOf(project, { module, node: object }, 8);
  if (pipeline !== undefined) {
    const client = clientOf(project, pipeline.module, pipeline.object);
    return client && { ...client, pipeline: pipeline.call };
  }
  return clientOf(project, module, object);
}

function clientOf(project: CodeProject, module: Module, object: Expression, left = 4): RedisReceiver | undefined {
  const node = unwrap(object);
  const found = instanceOf(project, module, node);
  const instance = found && settled(project, found);
  if (instance?.kind === 'made' && (instance.node.type === 'CallExpression' || instance.node.type === 'NewExpression')) {
    const library = MAKERS.get(instance.key ?? '');
    const place = { module: instance.module, node: instance.node };
    if (library !== undefined) return { library, cluster: /[cC]luster/.test(instance.key ?? ''), made: place, pipeline: undefined };
    const callee = unwrap(instance.node.callee);
    if (callee.type === 'MemberExpression' && memberName(callee) === 'duplicate' && left > 0) {
      const original = clientOf(project, instance.module, callee.object, left - 1);
      return original && { ...original, made: place };
    }
  }
  const typed = typedLibrary(module, node);
  return typed && { ...typed, made: undefined, pipeline: undefined };
}

interface Pipeline {
  readonly module: Module;
  readonly call: Node;
  /** What it was asked of. */
  readonly object: Expression;
}

/** `redis.pipeline()` or `client.multi()`, the variable that keeps it, and what its commands give back: itself. */
function pipelineOf(project: CodeProject, { module, node }: Place, left: number): Pipeline | undefined {
  if (left === 0) return undefined;
  const inner = unwrap(node as Expression);
  if (inner.type === 'CallExpression') {
    const callee = unwrap(inner.callee);
    if (callee.type !== 'MemberExpression') return undefined;
    const name = memberName(callee) ?? '';
    if (/^(?:pipeline|multi)$/.test(name) && inner.arguments.length === 0) return { module, call: inner, object: callee.object };
    return pipelineOf(project, { module, node: callee.object }, left - 1);
  }
  if (inner.type !== 'Identifier') return undefined;
  const target = resolve(project, module, inner);
  return target.kind === 'value' && target.node !== inner ? pipelineOf(project, target, left - 1) : undefined;
}

import type { PythonCall, PythonExpression } from '../../../documents/python-tree.ts';
import type { RedisLibrary } from '../../../model/facts/caches.ts';
import { instanceOf } from '../instances.ts';
import { originOf } from '../origins.ts';
import type { Program } from '../program.ts';
import type { Place } from '../python-file.ts';

/** Classes and functions of redis-py and aioredis that give a client: `redis.Redis.from_url`, `redis.asyncio.client.Redis`. */
const CLIENT = /^(redis|aioredis)\.(?:\w+\.)*(Redis|StrictRedis|RedisCluster|from_url|create_redis_pool|Sentinel\.master_for)$/;
const PIPELINE = /^(pipeline|multi_exec)$/;

/** The client that an expression stands for, and the pipeline that queues its commands, where it is one. */
export interface RedisReceiver {
  readonly library: RedisLibrary;
  readonly cluster: boolean;
  /** The call that makes the client, and where that stands. */
  readonly made: { readonly call: PythonCall; readonly place: Place } | undefined;
  /** The call that begins the pipeline. */
  readonly pipeline: PythonCall | undefined;
}

/** The Redis client that a method is called on; undefined of anything else. */
export function receiverOf(program: Program, object: PythonExpression, place: Place): RedisReceiver | undefined {
  const pipeline = pipelineOf(program, object, place, 8);
  if (pipeline !== undefined) {
    const client = clientOf(program, pipeline.object, pipeline.place);
    return client && { ...client, pipeline: pipeline.call };
  }
  return clientOf(program, object, place);
}

function clientOf(program: Program, object: PythonExpression, place: Place): RedisReceiver | undefined {
  const found = instanceOf(program, object, place);
  const name = found?.library;
  if (found === undefined || name === undefined || !CLIENT.test(name)) return undefined;
  return {
    library: name.includes('asyncio') || name.startsWith('aioredis') ? 'redis.asyncio' : 'redis-py', cluster: name.includes('Cluster'),
    made: found.call === undefined ? undefined : { call: found.call, place: found.place }, pipeline: undefined,
  };
}

interface Pipeline {
  readonly call: PythonCall;
  /** What it was asked of. */
  readonly object: PythonExpression;
  readonly place: Place;
}

/** `r.pipeline()`, the name that keeps it, and what commands on it give back: itself. */
function pipelineOf(program: Program, expression: PythonExpression, place: Place, left: number): Pipeline | undefined {
  if (left === 0) return undefined;
  if (expression.kind === 'await') return pipelineOf(program, expression.value, place, left - 1);
  if (expression.kind === 'call') {
    const { callee } = expression;
    if (callee.kind !== 'attribute') return undefined;
    if (PIPELINE.test(callee.name)) return { call: expression, object: callee.object, place };
    return pipelineOf(program, callee.object, place, left - 1);
  }
  if (expression.kind !== 'name') return undefined;
  const origin = originOf(program, expression, place);
  if (origin?.kind !== 'symbol') return undefined;
  for (const binding of origin.bindings) {
    if (binding.kind !== 'value' || binding.value === expression) continue;
    const found = pipelineOf(program, binding.value, origin.place, left - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

import { valueOf } from '../../../model/fact.ts';
import type { Pool, ReplicaRead } from '../../../model/facts/data.ts';
import { isReplicaName } from '../../replica-names.ts';
import { instanceOf } from '../names/instances.ts';
import { surroundingsOf } from '../names/scope-of.ts';
import { placeOf, sitesNamed } from '../names/sites.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Site } from '../syntax/module.ts';
import { memberName, textOf, unwrap } from '../syntax/tree.ts';
import { readPools } from './pools.ts';

/** Methods that ask the database through a pool or a query builder. */
const ASKING = ['query', 'execute', 'select', 'raw', 'connect', 'unsafe', 'from', 'findOne', 'findMany'];

/** Most programs have no replica: without one of these words nothing is looked for. */
const MENTIONED = /replica|follower|slave|READ(?:_?ONLY|ER)?_|_READ|_RO\b/;

/** Where a program asks a replica: a pool whose address is a replica's, Prisma's `$replica()`, TypeORM's `createQueryRunner('slave')`. */
export function readReplicaReads(project: CodeProject): ReplicaRead[] {
  if (![...project.modules.values()].some(({ file: { text } }) => MENTIONED.test(text))) return [];
  const pools = readPools(project).filter(({ database }) => isReplicaName(valueOf(database) ?? ''));
  const asking = pools.length === 0 ? [] : sitesNamed(project, ...ASKING).flatMap((site) => readOf(project, site, replicaOf(project, site, pools)));
  const named = sitesNamed(project, '$replica', 'createQueryRunner').flatMap((site) => readOf(project, site, namedReplica(site)));
  // A function is told of once, however often it asks.
  const all = [...asking, ...named];
  return all.filter((read, index) => all.findIndex((other) => keyOf(other) === keyOf(read)) === index);
}

function keyOf({ at: { provenance }, within = '' }: ReplicaRead): string {
  return provenance.kind === 'declared' ? `${provenance.file.path} ${within}` : within;
}

function readOf(project: CodeProject, site: Site, replica: string | undefined): ReplicaRead[] {
  return replica === undefined ? [] : [{ at: codeFact('replica', placeOf(site)), replica, ...surroundingsOf(project, site) }];
}

function replicaOf(project: CodeProject, { module, node }: Site, pools: readonly Pool[]): string | undefined {
  const callee = unwrap(node.callee);
  const made = callee.type === 'MemberExpression' ? instanceOf(project, module, callee.object) : undefined;
  if (made?.kind !== 'made') return undefined;
  const pool = pools.find(({ at: { provenance } }) => provenance.kind === 'declared' && provenance.file.path === made.module.path && provenance.range.start === made.node.start);
  return pool === undefined ? undefined : valueOf(pool.database);
}

function namedReplica({ node }: Site): string | undefined {
  const callee = unwrap(node.callee);
  const name = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  if (name === '$replica') return '$replica';
  const [first] = node.arguments;
  return first !== undefined && first.type !== 'SpreadElement' && textOf(first) === 'slave' ? 'slave' : undefined;
}

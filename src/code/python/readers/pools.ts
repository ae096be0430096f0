import { valueOf } from '../../../model/fact.ts';
import type { Pool } from '../../../model/facts/data.ts';
import { readDjangoPools } from '../pools/django.ts';
import { readDriverPools } from '../pools/drivers.ts';
import { readFlaskSqlalchemyPools } from '../pools/flask-sqlalchemy.ts';
import { readReplicaReads } from '../pools/replica-reads.ts';
import { readSqlalchemyPools } from '../pools/sqlalchemy.ts';
import { readTortoisePools } from '../pools/tortoise.ts';
import type { Program } from '../program.ts';
import type { ReaderResult } from '../reader.ts';
import { listFact } from './list-fact.ts';

const LIBRARIES: readonly ((program: Program) => readonly Pool[])[] = [
  readSqlalchemyPools, readFlaskSqlalchemyPools, readDjangoPools, readDriverPools, readTortoisePools,
];

/** Pools of all libraries. */
export function readPools(program: Program): ReaderResult {
  const pools = withoutAlternatives(LIBRARIES.flatMap((read) => read(program)));
  const reads = readReplicaReads(program, pools);
  return { facts: {
    'database.pools': listFact('database.pools', pools, (pool) => pool.at),
    'database.replicaReads': listFact('database.replicaReads', reads, (read) => read.at),
  } };
}

/** A function that opens one of several pools opens one; the one that may grow most stands for all. */
function withoutAlternatives(pools: readonly Pool[]): readonly Pool[] {
  const kept = new Map<string, Pool>();
  for (const [index, pool] of pools.entries()) {
    const file = pool.at.provenance.kind === 'declared' ? pool.at.provenance.file.path : '';
    const key = pool.within === undefined ? String(index) : `${file}:${pool.within}:${pool.library}`;
    const other = kept.get(key);
    if (other === undefined || (valueOf(pool.maximum) ?? 0) > (valueOf(other.maximum) ?? 0)) kept.set(key, pool);
  }
  return [...kept.values()];
}

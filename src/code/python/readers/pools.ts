import type { Pool } from '../../../model/facts/data.ts';
import { readDjangoPools } from '../pools/django.ts';
import { readDriverPools } from '../pools/drivers.ts';
import { readFlaskSqlalchemyPools } from '../pools/flask-sqlalchemy.ts';
import { readSqlalchemyPools } from '../pools/sqlalchemy.ts';
import type { Program } from '../program.ts';
import type { ReaderResult } from '../reader.ts';
import { listFact } from './list-fact.ts';

const LIBRARIES: readonly ((program: Program) => readonly Pool[])[] = [
  readSqlalchemyPools, readFlaskSqlalchemyPools, readDjangoPools, readDriverPools,
];

/** Pools of all libraries. */
export function readPools(program: Program): ReaderResult {
  const pools = LIBRARIES.flatMap((read) => read(program));
  return { facts: { 'database.pools': listFact('database.pools', pools, (pool) => pool.at) } };
}

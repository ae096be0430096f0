import { valueOf } from '../../../model/fact.ts';
import type { Singleton } from '../../../model/facts/code.ts';
import type { Pool } from '../../../model/facts/data.ts';
import { readDjangoPools } from '../pools/django.ts';
import { readFlaskSqlalchemyPools } from '../pools/flask-sqlalchemy.ts';
import { readSqlalchemyPools } from '../pools/sqlalchemy.ts';
import { externalName, isFrom } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import { scopeOf } from '../scopes.ts';
import { shown } from '../shown.ts';

/** Data that lies in a file beside the program: SQLite and its kind. */
export function fileStates(program: Program): readonly Singleton[] {
  const pools = [readSqlalchemyPools, readFlaskSqlalchemyPools, readDjangoPools].flatMap((read) => read(program))
    .filter((pool, _, all) => pool.served && isCertain(program, pool, all));
  const opened = [...callsOf(program)].flatMap((site): readonly Singleton[] => {
    const { call, place } = site;
    const name = externalName(program, call.callee, place);
    const database = isFrom(name, 'sqlite3', 'connect') || isFrom(name, 'aiosqlite', 'connect');
    if (!database && !isFrom(name, 'tinydb', 'TinyDB') && !isFrom(name, 'shelve', 'open') && !isFrom(name, 'diskcache', 'Cache')) return [];
    const [first] = call.arguments;
    if (first?.value.kind === 'string' && isInMemory(first.value.value)) return [];
    if (!scopeOf(program, site).served) return [];
    return [{ kind: 'file-state', at: shown('file', place.file, call.range), what: database ? 'data is kept in a SQLite file' : 'data is kept in a local file' }];
  });
  return [...pools.map((pool): Singleton => ({ kind: 'file-state', at: pool.at, what: 'data is kept in a SQLite file' })), ...opened];
}

/** SQLite for sure: an address that says so, or a default while no other database's driver is installed. */
function isCertain(program: Program, pool: Pool, all: readonly Pool[]): boolean {
  if (pool.kind !== 'sqlite' || pool.database.state !== 'known') return false;
  const { value } = pool.database;
  if (isInMemory(value)) return false;
  if (/^sqlite|[/.]/.test(value)) return true;
  const other = all.some((each) => each.kind !== 'sqlite' && valueOf(each.database) === value);
  return !other && program.packages.size > 0;
}

function isInMemory(address: string): boolean {
  return address.includes(':memory:') || address === 'sqlite://';
}

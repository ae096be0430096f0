import { defineProjectCheck, fail, notApplicable, pass, valueOf, type Code, type Outcome, type Plain, type Pool, type ProposedFix, type Service } from '#rule';
import { advised } from '../shared/advised.ts';
import { libraryName } from '../shared/library-names.ts';
import { poolerOf } from '../shared/poolers.ts';
import { listed } from '../shared/words.ts';

type Off = Readonly<Record<string, Plain | Code>>;

/** What turns preparing off, by library and driver. */
const OFF: Readonly<Record<string, Off>> = {
  asyncpg: { statement_cache_size: 0 },
  // Both caches, and no names: those of two clients would meet on one connection to the server.
  'sqlalchemy-async with asyncpg': {
    'connect_args.statement_cache_size': 0, 'connect_args.prepared_statement_cache_size': 0, 'connect_args.prepared_statement_name_func': { code: 'lambda: ""' },
  },
  'sqlalchemy with psycopg': { 'connect_args.prepare_threshold': { code: 'None' } },
  'sqlalchemy-async with psycopg': { 'connect_args.prepare_threshold': { code: 'None' } },
  psycopg: { prepare_threshold: { code: 'None' } },
  'psycopg-pool': { 'kwargs.prepare_threshold': { code: 'None' } },
  'postgres.js': { prepare: false },
};

export default defineProjectCheck({
  reads: ['build.variables', 'database.pools', 'deploy.variables'],
  check: (services) => new Map(services.map((service) => [service, judged(service)])),
});

function judged(service: Service): Outcome | readonly Outcome[] {
  const pools = (valueOf(service.facts['database.pools']) ?? []).filter((pool) => poolerOf(pool, service) === 'supavisor');
  return pools.length === 0 ? notApplicable('no file shows a pooler that keeps no prepared statements') : pools.map(ofPool);
}

function ofPool(pool: Pool): Outcome {
  const off = OFF[pool.library] ?? OFF[`${pool.library} with ${pool.driver ?? ''}`];
  if (off === undefined) return notApplicable(`${libraryName(pool.library)} prepares nothing by itself`);
  const missing = Object.entries(off).filter(([name, value]) => !isSet(pool, name, value));
  if (missing.length === 0) return pass();
  const names = missing.map(([name]) => name.split('.').at(-1) ?? name);
  return fail({ message: `${libraryName(pool.library)} prepares statements, and Supabase's transaction pooler does not keep them`, evidence: [pool.at, ...(pool.database.state === 'known' ? [pool.database] : [])],
    fix: turnedOff(pool, Object.fromEntries(missing), names) });
}

function isSet(pool: Pool, name: string, wanted: Plain | Code): boolean {
  const value = pool.options.find((option) => option.name === name)?.value;
  if (value === undefined) return false;
  // None is no literal value: that the option is there, and no number, says it.
  return typeof wanted === 'object' ? value.state !== 'known' : value.state !== 'known' || value.value === wanted;
}

function turnedOff(pool: Pool, set: Off, names: readonly string[]): ProposedFix {
  if (pool.scope === 'request') return advised('Turn preparing off, and share one pool between requests');
  return { title: `Turn preparing off: ${listed(names, 4)}`, applicability: 'review', change: { kind: 'set-options', at: pool.at, set } };
}

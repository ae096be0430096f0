import { defaulted, valueOf, type Fact } from '../model/fact.ts';
import type { Pool, Pooler } from '../model/facts/data.ts';
import type { FactName } from '../model/facts.ts';
import type { Statement } from '../model/statement.ts';
import type { ServiceInput } from './service-input.ts';

const POSTGRES_LIMITS = 'https://www.postgresql.org/docs/current/runtime-config-connection.html';

/** What the files say of the database server (a compose file beside a platform's configuration describes a developer's machine); PostgreSQL's own defaults where pools point at one and nothing else is said. */
export function readDatabaseFacts(input: ServiceInput, facts: ReadonlyMap<FactName, Fact<unknown>>): ReadonlyMap<FactName, Fact<unknown>> {
  const result = new Map<FactName, Fact<unknown>>();
  const isComposeDeployed = facts.get('service.platforms')?.state !== 'known';
  for (const name of ['database.servers', 'database.maxConnections', 'database.reserved', 'database.plan'] as const) {
    const stated = input.statements.find(({ by, fact }) => fact.name === name && (isComposeDeployed || !isOfMachine(by)));
    if (stated !== undefined) result.set(name, stated.fact);
  }
  const poolers = isComposeDeployed || !input.statements.some(isComposedPooler) ? poolersOf(input) : [];
  const [first] = poolers;
  if (first !== undefined) result.set('database.poolers', { state: 'known', name: 'database.poolers', value: poolers, provenance: first.at.provenance });
  const pools = (valueOf(facts.get('database.pools')) ?? []) as readonly Pool[];
  if (!pools.some((pool) => pool.kind === 'postgresql')) return result;
  if (!result.has('database.maxConnections')) {
    result.set('database.maxConnections', defaulted('database.maxConnections', 100, 'PostgreSQL', POSTGRES_LIMITS));
  }
  if (!result.has('database.reserved')) result.set('database.reserved', defaulted('database.reserved', 3, 'PostgreSQL', POSTGRES_LIMITS));
  return result;
}

/** What describes the server of a compose file, or a server that a compose file starts. */
const isOfMachine = (by: string): boolean => by === 'compose' || by === 'postgresql-conf';

const isComposedPooler = ({ by, fact }: Statement): boolean => by === 'compose' && fact.name === 'database.poolers';

/** The poolers of all files: a service of a compose file may read the pgbouncer.ini that is there too, so that the file counts then. */
function poolersOf({ statements }: ServiceInput): readonly Pooler[] {
  const stated = statements.filter(({ fact }) => fact.name === 'database.poolers');
  const files = stated.filter(({ by }) => by === 'pgbouncer');
  return (files.length > 0 ? files : stated).flatMap(({ fact }) => (valueOf(fact as Fact<readonly Pooler[]>) ?? []));
}

import { defaulted, valueOf, type Fact } from '../model/fact.ts';
import type { Pool } from '../model/facts/data.ts';
import type { FactName } from '../model/facts.ts';
import type { ServiceInput } from './service-input.ts';

const POSTGRES_LIMITS = 'https://www.postgresql.org/docs/current/runtime-config-connection.html';

/** What the files say of the database server (a compose file beside a platform's configuration describes a developer's machine); PostgreSQL's own defaults where pools point at one and nothing else is said. */
export function readDatabaseFacts(input: ServiceInput, facts: ReadonlyMap<FactName, Fact<unknown>>): ReadonlyMap<FactName, Fact<unknown>> {
  const result = new Map<FactName, Fact<unknown>>();
  const isComposeDeployed = facts.get('service.platforms')?.state !== 'known';
  for (const name of ['database.servers', 'database.maxConnections', 'database.reserved'] as const) {
    const stated = input.statements.find(({ by, fact }) => fact.name === name && (by !== 'compose' || isComposeDeployed));
    if (stated !== undefined) result.set(name, stated.fact);
  }
  const pools = (valueOf(facts.get('database.pools')) ?? []) as readonly Pool[];
  if (!pools.some((pool) => pool.kind === 'postgresql')) return result;
  if (!result.has('database.maxConnections')) {
    result.set('database.maxConnections', defaulted('database.maxConnections', 100, 'PostgreSQL', POSTGRES_LIMITS));
  }
  if (!result.has('database.reserved')) result.set('database.reserved', defaulted('database.reserved', 3, 'PostgreSQL', POSTGRES_LIMITS));
  return result;
}

import type { Pool, Service } from '#rule';
import { addressesOf, databaseOf } from './databases.ts';

/** What stands between a service and its database and hands out connections for one transaction each. */
export type Pooler = 'supavisor' | 'neon' | 'pgbouncer';

const SIGNS: readonly (readonly [Pooler, RegExp])[] = [
  // The port says the mode: 5432 of the same host keeps sessions. https://supabase.com/docs/guides/database/connecting-to-postgres
  ['supavisor', /pooler\.supabase\.com:6543\b/],
  ['neon', /-pooler\.[\w.-]*neon\.tech\b/],
  ['pgbouncer', /@[\w.-]*pgbouncer[\w.-]*[:/]/i],
];

/** The pooler that an address shows, wherever a file gives the variable of the database a value; undefined where none does. */
export function poolerOf(pool: Pool, service: Service): Pooler | undefined {
  const addresses = [databaseOf(pool), ...addressesOf(pool, service)];
  return SIGNS.find(([, sign]) => addresses.some((address) => sign.test(address)))?.[0];
}

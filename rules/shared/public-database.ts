import { fail, valueOf, type Evidence, type Fact, type FactSet, type Outcome, type Pool, type ProposedFix, type Variable } from '#rule';
import { advised } from './advised.ts';
import { PRIVATE_HOST, TCP_PROXY } from './addresses.ts';
import { runVariables } from './variables.ts';

/** Variables of Railway's databases: https://docs.railway.com/databases/postgresql, https://docs.railway.com/databases/mysql */
const PRIVATE_NAMES: Readonly<Record<string, string>> = {
  DATABASE_PUBLIC_URL: 'DATABASE_URL', MYSQL_PUBLIC_URL: 'MYSQL_URL', MONGO_PUBLIC_URL: 'MONGO_URL', REDIS_PUBLIC_URL: 'REDIS_URL',
};

/** Variables that hold a public address by their names. */
const PUBLIC_NAME = /_PUBLIC_(?:URL|URI)$|^PUBLIC_DATABASE_URL$/;

type Variables = readonly (Fact<readonly Variable[]> | undefined)[];

/** The finding of a pool whose database is named by a public variable or address; undefined where it is a private one, or nobody can tell. */
export function publicAddressOf({ database }: Pool, host: RegExp, lists: Variables): Outcome | undefined {
  if (database.state !== 'known') return undefined;
  const isPublic = (address: string) => PUBLIC_NAME.test(address) || host.test(address);
  const set = settingOf(database.value, lists);
  // On the platform a variable with the name of a public one may hold the private address.
  if (PRIVATE_HOST.test(set?.address ?? '')) return undefined;
  if (isPublic(database.value)) return failed(database.value, [database], renaming(database, database.value, lists));
  return set !== undefined && isPublic(set.value ?? '') ? failed(database.value, [database, set.at]) : undefined;
}

/** The served pools of a database whose name or address the code tells. */
export function namedPools(facts: FactSet): readonly Pool[] {
  return (valueOf(facts['database.pools']) ?? []).filter(({ served, kind, database }) => served && kind !== 'sqlite' && database.state === 'known');
}

/** True for a variable of which the finding of a pool speaks: code reads it, and it names a public address. */
export function isReadAsPublic(variable: string, facts: FactSet): boolean {
  const lists = [facts['deploy.variables'], facts['build.variables']];
  return namedPools(facts).some((pool) => valueOf(pool.database) === variable && publicAddressOf(pool, TCP_PROXY, lists) !== undefined);
}

function settingOf(name: string, lists: Variables): Variable | undefined {
  return runVariables(...lists).find(({ variable }) => variable === name);
}

/** The private address has the same name without PUBLIC in it, and Railway gives a database both. */
function renaming(at: Evidence, from: string, lists: Variables): ProposedFix | undefined {
  const to = PRIVATE_NAMES[from];
  if (to === undefined || settingOf(from, lists) !== undefined) return undefined;
  return { title: `Read ${to}, the private address`, applicability: 'review', change: { kind: 'rewrite', how: 'read-other-variable', at: [at], with: { from, to } } };
}

function failed(name: string, evidence: readonly [Evidence, ...Evidence[]], fix?: ProposedFix): Outcome {
  return fail({
    message: `the database is reached over its public address (${name.replace(/:\/\/[^@]*@/, '://')})`, evidence, anchor: `database:${name}`,
    fix: fix ?? advised('Use the address that ends in .railway.internal'),
  });
}

import { fail, type Evidence, type Fact, type Outcome, type Pool, type ProposedFix, type Variable } from '#rule';
import { advised } from './advised.ts';
import { PRIVATE_HOST } from './addresses.ts';
import { runVariables } from './variables.ts';

/** Variables of Railway's databases: https://docs.railway.com/databases/postgresql, https://docs.railway.com/databases/mysql */
const PRIVATE_NAMES: Readonly<Record<string, string>> = {
  DATABASE_PUBLIC_URL: 'DATABASE_URL', MYSQL_PUBLIC_URL: 'MYSQL_URL', MONGO_PUBLIC_URL: 'MONGO_URL', REDIS_PUBLIC_URL: 'REDIS_URL',
};

type Variables = readonly (Fact<readonly Variable[]> | undefined)[];

/** The finding of a pool whose database is named by a public variable or address; undefined where it is a private one, or nobody can tell. */
export function publicAddressOf({ database }: Pool, patterns: { readonly variable: string; readonly host: string }, lists: Variables): Outcome | undefined {
  if (database.state !== 'known') return undefined;
  const isPublic = (address: string) => new RegExp(patterns.variable).test(address) || new RegExp(patterns.host).test(address);
  const set = settingOf(database.value, lists);
  // On the platform a variable with the name of a public one may hold the private address.
  if (PRIVATE_HOST.test(set?.address ?? '')) return undefined;
  if (isPublic(database.value)) return failed(database.value, [database], renaming(database, database.value, lists));
  return set !== undefined && isPublic(set.value ?? '') ? failed(database.value, [database, set.at]) : undefined;
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

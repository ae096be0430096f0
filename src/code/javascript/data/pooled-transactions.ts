import type { PooledTransaction } from '../../../model/facts/connections.ts';
import { instanceOf, settled } from '../names/instances.ts';
import { surroundingsOf } from '../names/scope-of.ts';
import { placeOf, sitesNamed } from '../names/sites.ts';
import { readValue } from '../names/values.ts';
import { codeFact, listing } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Site } from '../syntax/module.ts';
import { argumentAt, ownProperty, unwrap } from '../syntax/tree.ts';

/** What gives each statement a connection of its own. https://node-postgres.com/features/transactions */
const POOLS: ReadonlyMap<string, string> = new Map([
  ['pg#Pool', 'pg'], ['pg#native.Pool', 'pg'], ['pg-pool#', 'pg'], ['@neondatabase/serverless#Pool', '@neondatabase/serverless'],
]);
/** The beginning of a transaction; a text that goes on with other statements is one of its own. */
const BEGINS = /^\s*(BEGIN|START\s+TRANSACTION)\b(?![\s\S]*;\s*\S)/i;

/** Transactions that are begun on a pool: the statements after BEGIN may go to other connections. */
export function readPooledTransactions(project: CodeProject): PooledTransaction[] {
  return sitesNamed(project, 'query').flatMap((site) => {
    const statement = BEGINS.exec(statementOf(project, site) ?? '')?.[1];
    if (statement === undefined) return [];
    const pool = poolAsked(project, site);
    if (pool === undefined) return [];
    const { scope, within } = surroundingsOf(project, site);
    return [{ at: codeFact('database.pooledTransaction', placeOf(site)), ...pool, scope, within, statement: statement.toUpperCase() }];
  });
}

/** The text of a query: the first argument, or its `text`. */
function statementOf(project: CodeProject, { module, node }: Site): string | undefined {
  const first = argumentAt(node, 0);
  if (first === undefined) return undefined;
  const inner = unwrap(first);
  const text = inner.type === 'ObjectExpression' ? ownProperty(inner, 'text') : inner;
  if (text === undefined) return undefined;
  const value = readValue(project, module, text);
  return value.kind === 'literal' && typeof value.value === 'string' ? value.value : undefined;
}

/** The pool of node-postgres that a method is called on, and its name there. */
export function poolAsked(project: CodeProject, { module, node }: Site): { readonly name: string; readonly library: string; readonly identity: unknown } | undefined {
  const callee = unwrap(node.callee);
  if (callee.type !== 'MemberExpression') return undefined;
  const instance = listing(project, () => instanceOf(project, module, callee.object));
  const made = instance === undefined ? undefined : listing(project, () => settled(project, instance));
  const library = made?.kind === 'made' ? POOLS.get(made.key ?? '') : undefined;
  if (made?.kind !== 'made' || library === undefined) return undefined;
  return { name: module.file.text.slice(callee.object.start, callee.object.end), library, identity: made.node };
}

import type { CallExpression, SourceFile as Tree } from 'ts-morph';
import { serviceCallsOf } from '../../../adapters/railway-ts.ts';
import type { IacValue } from '../../../adapters/railway-ts-values.ts';
import { parseTypeScript } from '../../../documents/typescript.ts';
import type { SourceFile } from '../../../model/source-file.ts';
import { asKind, nodeAt, openTree } from '../tree.ts';

/** A call of `service()`: where it stands, and what is known of its options. */
export interface ServiceCall {
  readonly node: CallExpression;
  readonly config: IacValue;
}

/** A service of a railway.ts: the calls that make it, of which one is taken, and the options of the others. */
export interface Target {
  readonly tree: Tree;
  readonly calls: readonly ServiceCall[];
  readonly others: readonly IacValue[];
}

/** Finds a service in a file by its name; undefined where the file does not make it. */
export async function findService(file: SourceFile, name: string): Promise<Target | undefined> {
  const parsed = await parseTypeScript(file.path, file.text);
  if (!parsed.ok) return undefined;
  const all = serviceCallsOf(parsed.document);
  const own = all.filter(({ names }) => names.includes(name));
  if (own.length === 0) return undefined;
  const tree = await openTree(file);
  const calls = own.flatMap(({ range, config }) => {
    const node = asKind(nodeAt(tree, range), 'CallExpression');
    return node === undefined ? [] : [{ node, config }];
  });
  return { tree, calls, others: all.filter((call) => !own.includes(call)).map(({ config }) => config) };
}

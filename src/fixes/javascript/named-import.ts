import type { ImportDeclaration, SourceFile as Tree, VariableStatement } from 'ts-morph';
import type { Planned } from '../../model/change.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { inStepsAt } from './steps.ts';
import { braceSpace } from './style.ts';
import { asKind, nodesIn, rangeOf } from './tree.ts';

/** A default import becomes one of a name that the package gives: `import { PgBoss } from 'pg-boss'`. `name` is that name, `at` the import. */
export function namedImport({ at, with: values }: Rewrite, context: FixContext): Promise<Planned> {
  const name = String(values?.['name'] ?? '');
  return inStepsAt(at, context, [(node, tree) => {
    if (node.getKindName() === 'ImportDeclaration') return ofImport(node as ImportDeclaration, tree, name);
    const declared = node.getKindName() === 'VariableStatement' ? (node as VariableStatement).getDeclarations() : [];
    const [only] = declared;
    const variable = asKind(only?.getNameNode(), 'Identifier');
    if (variable === undefined || declared.length > 1) return 'it is imported in another way';
    return isNamespace(tree, variable.getText()) ?? [{ range: rangeOf(variable), text: braced(tree, name, variable.getText(), ': ') }];
  }]);
}

function ofImport(node: ImportDeclaration, tree: Tree, name: string): readonly TextEdit[] | string {
  const own = node.getDefaultImport();
  if (own === undefined || node.getNamedImports().length > 0 || node.getNamespaceImport() !== undefined) return 'it is imported in another way';
  return isNamespace(tree, own.getText()) ?? [{ range: rangeOf(own), text: braced(tree, name, own.getText(), ' as ') }];
}

function braced(tree: Tree, name: string, local: string, as: string): string {
  const space = braceSpace(tree);
  return `{${space}${local === name ? name : `${name}${as}${local}`}${space}}`;
}

/** `PgBoss.Job` is a type of the old default export; the new one has no such names. */
function isNamespace(tree: Tree, local: string): string | undefined {
  const used = nodesIn(tree).find((node) => node.getKindName() === 'QualifiedName' && node.getText().startsWith(`${local}.`));
  return used === undefined ? undefined : `${used.getText()} is a type that has another name now`;
}

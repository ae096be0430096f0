import type { NewExpression, SourceFile as Tree } from 'ts-morph';
import type { Planned } from '../../../model/change.ts';
import type { TextEdit } from '../../../text/edit.ts';
import { newlineOf } from '../../../text/layout.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { topNames } from '../module-scope.ts';
import { inStepsAt } from '../steps.ts';
import { quoteIn } from '../style.ts';
import { asKind, rangeOf, unwrapped } from '../tree.ts';

/** `new Map()` as `new LRUCache({ max: 5000 })`, which has the methods of a Map: https://github.com/isaacs/node-lru-cache#readme */
export function limitMap({ at, with: values }: Rewrite, context: FixContext): Promise<Planned> {
  return inStepsAt(at, context, [(node, tree) => {
    const made = asKind(unwrapped(node), 'NewExpression');
    return made === undefined ? 'no Map is made there' : limited(made, tree, Number(values?.['most']));
  }]);
}

function limited(made: NewExpression, tree: Tree, most: number): readonly TextEdit[] | string {
  const holder = asKind(made.getParent(), 'VariableDeclaration');
  if (holder?.getTypeNode() !== undefined) return 'the type of its variable says that it is a Map';
  const types = made.getTypeArguments().map((each) => each.getText());
  const generic = types.length === 0 ? '' : `<${types.join(', ')}>`;
  const imports = tree.getImportDeclarations();
  const isImported = imports.some((each) => each.getModuleSpecifierValue() === 'lru-cache' && each.getNamedImports().some((name) => name.getName() === 'LRUCache'));
  const replaced = { range: rangeOf(made), text: `new LRUCache${generic}({ max: ${most} })` };
  if (isImported) return [replaced];
  if (topNames(tree).has('LRUCache')) return 'the name LRUCache means something else in this module';
  const last = imports.at(-1);
  if (last === undefined) return 'the file imports nothing, and may not be a module';
  const quote = quoteIn(tree);
  const semicolon = last.getText().endsWith(';') ? ';' : '';
  return [{ range: { start: last.getEnd(), end: last.getEnd() }, text: `${newlineOf(tree.getFullText())}import { LRUCache } from ${quote}lru-cache${quote}${semicolon}` }, replaced];
}

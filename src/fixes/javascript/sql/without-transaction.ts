import type { Node, SourceFile } from 'ts-morph';
import type { Planned } from '../../../model/change.ts';
import { insertAt, type TextEdit } from '../../../text/edit.ts';
import { indentAt, lineEnd, lineStart, newlineOf } from '../../../text/layout.ts';
import type { Rewrite } from '../../context.ts';
import { edited, placeOf, refused } from '../../planned.ts';
import { openTree } from '../tree.ts';

/** `at` stands in a migration of Knex, node-pg-migrate or TypeORM, which runs outside of a transaction from then on. */
export async function withoutTransaction({ at }: Rewrite): Promise<Planned> {
  const place = placeOf(at[0]);
  if (place === undefined) return refused('it stands in no file');
  const { path, text } = place.file;
  if (/\btransaction\s*[:=]/.test(text)) return refused('the migration says something of its transaction already');
  const tree = await openTree(place.file);
  const edit = ofClass(tree, text) ?? ofBuilder(tree, text) ?? ofKnex(text);
  return edit === undefined ? refused('the migration is written in a way that leaves no place') : edited(path, [edit]);
}

/** `transaction = false;` of a TypeORM class. https://typeorm.io/docs/migrations/extra/#transaction-modes */
function ofClass(tree: SourceFile, text: string): TextEdit | undefined {
  const type = tree.getClasses().find((each) => each.getImplements().some((base) => /MigrationInterface/.test(base.getText())) || each.getMethod('up') !== undefined);
  const first = type?.getMembers()[0];
  if (first === undefined || text.slice(lineStart(text, first.getStart()), first.getStart()).trim() !== '') return undefined;
  const newline = newlineOf(text);
  return insertAt(lineStart(text, first.getStart()), `${indentAt(text, first.getStart())}transaction = false;${newline}${newline}`);
}

/** `pgm.noTransaction()` first in `up`. https://salsita.github.io/node-pg-migrate/migrations/migrations#migrations-transactions */
function ofBuilder(tree: SourceFile, text: string): TextEdit | undefined {
  const call = tree.getDescendants().find((node) => node.getKindName() === 'CallExpression' && node.getText().startsWith('pgm.'));
  let statement: Node | undefined = call;
  while (statement !== undefined && statement.getParent()?.getParent()?.getKindName() !== undefined && !/Function|Method/.test(statement.getParent()?.getParent()?.getKindName() ?? '')) statement = statement.getParent();
  const block = statement?.getParent();
  const first = block?.getKindName() === 'Block' ? block.getChildSyntaxList()?.getChildren()[0] : undefined;
  if (first === undefined || text.slice(lineStart(text, first.getStart()), first.getStart()).trim() !== '') return undefined;
  const end = /;\s*$/.test(first.getText()) ? ';' : '';
  return insertAt(lineStart(text, first.getStart()), `${indentAt(text, first.getStart())}pgm.noTransaction()${end}${newlineOf(text)}`);
}

/** `config` at the end of a Knex migration. https://knexjs.org/guide/migrations.html#transactions-in-migrations */
function ofKnex(text: string): TextEdit | undefined {
  if (!/\bknex\b/i.test(text) || /\bexports\.config\b|\bconst\s+config\b|module\.exports\s*=\s*\{/.test(text)) return undefined;
  const isModule = /^export\s/m.test(text);
  const newline = newlineOf(text);
  const end = /;\s*$/m.test(text) ? ';' : '';
  const line = `${isModule ? 'export const config' : 'exports.config'} = { transaction: false }${end}`;
  const at = lineEnd(text, text.trimEnd().length);
  return insertAt(at, `${text.endsWith('\n') ? '' : newline}${newline}${line}${text.endsWith('\n') ? newline : ''}`);
}

import type { Planned } from '../../../model/change.ts';
import type { PythonExpression } from '../../../documents/python-tree.ts';
import { indentAt, lineStart, newlineOf } from '../../../text/layout.ts';
import type { Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { styleOf } from '../style.ts';
import { isWholeStatement, sentCall } from './sent-call.ts';

/** `at` is `session.execute(text("VACUUM t"))` of SQLAlchemy; it runs on a connection of its own that commits by itself. */
export async function autocommitConnection({ at }: Rewrite): Promise<Planned> {
  const found = await sentCall(at[0]);
  if (typeof found === 'string') return refused(found);
  const { file: { path, text }, tree, call, spot: { statement } } = found;
  const { callee } = call;
  if (statement.kind !== 'expression' || !isWholeStatement(found)) return refused('its result is used');
  if (statement.value.kind === 'await') return refused('an async session has no connection of its own that a plain with could open');
  const engine = callee.kind === 'attribute' && callee.name === 'execute' ? engineOf(callee.object, text) : undefined;
  if (engine === undefined || callee.kind !== 'attribute') return refused('it cannot be told whether it is a session or a connection');
  const { start, end } = statement.range;
  if (text.slice(lineStart(text, start), start).trim() !== '') return refused('it shares its line with other code');
  const { indent, quote } = styleOf(text, tree);
  const rest = text.slice(callee.object.range.end, end);
  if (rest.includes('\n')) return refused('it is written on several lines');
  const inner = `${newlineOf(text)}${indentAt(text, start)}${indent}connection${rest}`;
  return edited(path, [{ range: { start, end }, text: `with ${engine}.connect().execution_options(isolation_level=${quote}AUTOCOMMIT${quote}) as connection:${inner}` }]);
}

/** What opens connections, by the name that people give to sessions and connections. */
function engineOf(object: PythonExpression, text: string): string | undefined {
  if (object.kind !== 'name' && object.kind !== 'attribute') return undefined;
  const written = text.slice(object.range.start, object.range.end);
  if (/(^|_)session$/i.test(object.name) || object.name === 'db') return `${written}.get_bind()`;
  return /^(\w+_)?conn(ection)?$/i.test(object.name) ? `${written}.engine` : undefined;
}

import { cutSql } from '../../../documents/sql-pieces.ts';
import type { Planned } from '../../../model/change.ts';
import { indentAt, lineStart, newlineOf } from '../../../text/layout.ts';
import { quoted } from '../../../text/quotes.ts';
import type { Range } from '../../../text/range.ts';
import type { Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { lineBelow } from '../line-below.ts';
import { withoutStatement } from '../statement-edits.ts';
import { styleOf } from '../style.ts';
import { isWholeStatement, sentCall, type SentCall } from './sent-call.ts';

const PARAMETERS = 'it is given parameters';
const NOT_WRITTEN = 'the SQL does not stand in the call as it is sent';

/** `at` is a call with several statements in its text; each gets a call of its own. */
export async function splitStatements({ at }: Rewrite): Promise<Planned> {
  const found = await sentCall(at[0]);
  if (typeof found === 'string') return refused(found);
  const { file: { path, text }, sql, spot: { statement: { range } } } = found;
  if (sql === undefined) return refused(NOT_WRITTEN);
  if (!found.isBare) return refused(PARAMETERS);
  if (!isWholeStatement(found) || text.slice(lineStart(text, range.start), range.start).trim() !== '') return refused('its result is used');
  const { statements, comments } = cutSql(text.slice(sql.start, sql.end));
  if (comments.length > 0) return refused('comments stand between the statements');
  const calls = statements.map(({ start, end }) => `${text.slice(range.start, sql.start)}${text.slice(sql.start + start, sql.start + end)}${text.slice(sql.end, range.end)}`);
  return edited(path, [{ range, text: calls.join(`${newlineOf(text)}${indentAt(text, range.start)}`) }]);
}

/** `at` is a call that sends SQL; another one that sends `sql` comes below it. */
export async function appendStatement({ at, with: values = {} }: Rewrite): Promise<Planned> {
  const found = await sentCall(at[0]);
  if (typeof found === 'string') return refused(found);
  const { file: { path, text }, tree, call, isText, spot: { statement } } = found;
  const [first] = call.arguments;
  if ((statement.kind !== 'expression' && statement.kind !== 'assign') || first === undefined) return refused('it is part of a larger statement');
  const value = statement.kind === 'expression' ? statement.value : statement.value;
  const waited = value?.kind === 'await' ? value.value : value;
  if (waited !== call) return refused('it is part of a larger statement');
  const wrapper = isText && first.value.kind === 'call' ? text.slice(first.value.callee.range.start, first.value.callee.range.end) : undefined;
  const literal = quoted(String(values['sql'] ?? ''), styleOf(text, tree).quote);
  const argument = wrapper === undefined ? literal : `${wrapper}(${literal})`;
  const { callee } = call;
  const name = callee.kind === 'attribute' && callee.name !== 'execute' ? undefined : text.slice(callee.range.start, callee.range.end);
  if (name === undefined) return refused('the call does more than to send a statement');
  const edit = lineBelow(text, statement.range, `${value?.kind === 'await' ? 'await ' : ''}${name}(${argument})`);
  return edit === undefined ? refused('it shares its line with other code') : edited(path, [edit]);
}

/** `at` are two calls, one after the other; the first sends both statements in one text, the second goes. */
export async function joinStatements({ at }: Rewrite): Promise<Planned> {
  const [first, second] = [await sentCall(at[0]), await sentCall(at[1])];
  if (typeof first === 'string') return refused(first);
  if (typeof second === 'string') return refused(second);
  const { file: { path, text } } = first;
  if (first.sql === undefined || second.sql === undefined) return refused(NOT_WRITTEN);
  if (!first.isBare || !second.isBare) return refused(PARAMETERS);
  const called = ({ call: { callee } }: SentCall) => text.slice(callee.range.start, callee.range.end);
  const isNext = first.spot.block === second.spot.block && first.spot.block.indexOf(first.spot.statement) + 1 === first.spot.block.indexOf(second.spot.statement);
  if (first.file !== second.file || !isNext || called(first) !== called(second) || !isWholeStatement(first) || !isWholeStatement(second)) return refused('they are not two calls one after the other');
  const gone = withoutStatement(first, second.spot.statement);
  if (gone === undefined) return refused('the second one shares its line with other code');
  return edited(path, [{ range: widened(text, first.sql), text: joined(text, first, second) }, gone]);
}

/** The string with its quotes. */
function widened(text: string, { start, end }: Range): Range {
  const length = text.startsWith('"""', start - 3) || text.startsWith("'''", start - 3) ? 3 : 1;
  return { start: start - length, end: end + length };
}

function joined(text: string, first: SentCall, second: SentCall): string {
  const inner = ({ sql }: SentCall) => text.slice(sql?.start ?? 0, sql?.end ?? 0).trim().replace(/;$/, '');
  const both = `${inner(first)}; ${inner(second)}`;
  return both.includes('\n') ? `"""${both}"""` : quoted(both, styleOf(text, first.tree).quote);
}

import type { CallExpression, Node, TaggedTemplateExpression } from 'ts-morph';
import { cutSql } from '../../../documents/sql-pieces.ts';
import type { Evidence } from '../../../model/fact.ts';
import type { Planned } from '../../../model/change.ts';
import type { SourceFile } from '../../../model/source-file.ts';
import { indentAt, lineStart, newlineOf } from '../../../text/layout.ts';
import type { Range } from '../../../text/range.ts';
import type { Rewrite } from '../../context.ts';
import { edited, placeOf, refused } from '../../planned.ts';
import { linesBelow, removeStatements, semicolonOf, statementAround } from '../statements.ts';
import { nodesIn, openTree, rangeOf } from '../tree.ts';

/** A call or a tagged template that sends SQL, found again in its file. */
interface Sent {
  readonly file: SourceFile;
  readonly statement: Node;
  /** `pool.query` or `sql`. */
  readonly callee: string;
  /** The characters of the SQL, quotes left out; undefined where it is not written in the call as it is sent. */
  readonly sql: Range | undefined;
  readonly isBare: boolean;
  readonly isTagged: boolean;
  readonly isAwaited: boolean;
  /** True where nothing uses what it gives. */
  readonly isWhole: boolean;
}

/** `at` is a call with several statements in its text; each gets a call of its own. */
export async function splitStatements({ at }: Rewrite): Promise<Planned> {
  const sent = await sentAt(at[0]);
  if (typeof sent === 'string') return refused(sent);
  const { file: { path, text }, sql, statement } = sent;
  if (sql === undefined || !sent.isBare || sent.isTagged) return refused('the SQL does not stand alone in the call as it is sent');
  if (!sent.isWhole || !sent.isAwaited || !beginsLine(text, statement)) return refused('its result is used, or nothing waits for it');
  const { statements, comments } = cutSql(text.slice(sql.start, sql.end));
  if (comments.length > 0) return refused('comments stand between the statements');
  const range = rangeOf(statement);
  const calls = statements.map(({ start, end }) => `${text.slice(range.start, sql.start)}${text.slice(sql.start + start, sql.start + end)}${text.slice(sql.end, range.end)}`);
  return edited(path, [{ range, text: calls.join(`${newlineOf(text)}${indentAt(text, range.start)}`) }]);
}

/** `at` is a call that sends SQL; another one that sends `sql` comes below it. */
export async function appendStatement({ at, with: values = {} }: Rewrite): Promise<Planned> {
  const sent = await sentAt(at[0]);
  if (typeof sent === 'string') return refused(sent);
  const { file: { path, text }, statement, callee, isTagged } = sent;
  if (!sent.isAwaited || !/^(ExpressionStatement|VariableStatement)$/.test(statement.getKindName()) || !beginsLine(text, statement)) return refused('nothing waits for it by itself');
  const sql = String(values['sql'] ?? '');
  const quote = sent.sql === undefined ? "'" : text.charAt(sent.sql.start - 1);
  const call = isTagged ? `${callee}\`${sql}\`` : `${callee}(${quote}${sql}${quote})`;
  const below = linesBelow(statement, [`await ${call}${semicolonOf(statement)}`]);
  return below === undefined ? refused('it shares its line with other code') : edited(path, [below]);
}

/** `at` are two calls, one after the other; the first sends both statements in one text, the second goes. */
export async function joinStatements({ at }: Rewrite): Promise<Planned> {
  const [first, second] = [await sentAt(at[0]), await sentAt(at[1])];
  if (typeof first === 'string') return refused(first);
  if (typeof second === 'string') return refused(second);
  const { file: { path, text } } = first;
  if (first.sql === undefined || second.sql === undefined || !first.isBare || !second.isBare || first.isTagged || second.isTagged) return refused('the SQL does not stand alone in the calls as it is sent');
  const isNext = first.file.text === second.file.text && text.slice(first.statement.getEnd(), second.statement.getStart()).trim() === '';
  if (!isNext || first.callee !== second.callee || !first.isWhole || !second.isWhole) return refused('they are not two calls one after the other');
  const inner = ({ sql }: Sent) => text.slice(sql?.start ?? 0, sql?.end ?? 0).trim().replace(/;$/, '');
  const both = `${inner(first)}; ${inner(second)}`;
  const quote = text.charAt(first.sql.start - 1);
  const needed = both.includes('\n') || both.includes(quote) ? '`' : quote;
  const range = { start: first.sql.start - 1, end: first.sql.end + 1 };
  return edited(path, [{ range, text: `${needed}${both}${needed}` }, ...removeStatements([second.statement])]);
}

const beginsLine = (text: string, statement: Node): boolean => text.slice(lineStart(text, statement.getStart()), statement.getStart()).trim() === '';

async function sentAt(at: Evidence | undefined): Promise<Sent | string> {
  const place = placeOf(at);
  if (place === undefined) return 'it stands in no file';
  const tree = await openTree(place.file);
  const node = nodesIn(tree).find((each) => /^(CallExpression|TaggedTemplateExpression)$/.test(each.getKindName()) && each.getStart() === place.range.start && each.getEnd() === place.range.end);
  const statement = node === undefined ? undefined : statementAround(node);
  if (node === undefined || statement === undefined) return 'the SQL does not stand in the call that sends it';
  const isTagged = node.getKindName() === 'TaggedTemplateExpression';
  const given = isTagged ? [(node as TaggedTemplateExpression).getTemplate()] : (node as CallExpression).getArguments(); // its kind was asked for
  const [first] = given;
  const isWritten = first !== undefined && /^(StringLiteral|NoSubstitutionTemplateLiteral)$/.test(first.getKindName()) && !first.getText().includes('\\');
  const parent = node.getParent();
  const isAwaited = parent?.getKindName() === 'AwaitExpression';
  return {
    file: place.file, statement, isTagged, isAwaited, isBare: given.length === 1, isWhole: (isAwaited ? parent?.getParent() : parent) === statement && statement.getKindName() === 'ExpressionStatement',
    callee: isTagged ? (node as TaggedTemplateExpression).getTag().getText() : (node as CallExpression).getExpression().getText(),
    sql: isWritten ? { start: first.getStart() + 1, end: first.getEnd() - 1 } : undefined,
  };
}

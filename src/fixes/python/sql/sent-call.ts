import { literalText } from '../../../code/python/literal-text.ts';
import { expressionAt, statementsAround, type StatementSpot } from '../../../code/python/walk.ts';
import { parsePythonFile } from '../../../documents/python.ts';
import type { PythonCall, PythonExpression, PythonModule } from '../../../documents/python-tree.ts';
import type { Evidence } from '../../../model/fact.ts';
import type { SourceFile } from '../../../model/source-file.ts';
import type { Range } from '../../../text/range.ts';
import { placeOf } from '../../planned.ts';

/** A call that sends SQL, found again in its file. */
export interface SentCall {
  readonly file: SourceFile;
  readonly tree: PythonModule;
  readonly call: PythonCall;
  /** The statement that it is, with its block. */
  readonly spot: StatementSpot;
  /** The characters of the SQL, quotes left out; undefined where it is not written in the call as it is sent. */
  readonly sql: Range | undefined;
  /** True for `text("...")` around the SQL. */
  readonly isText: boolean;
  /** True where the call is given nothing but the SQL. */
  readonly isBare: boolean;
}

/** The call at a place; or why it is none that can be rewritten. */
export async function sentCall(at: Evidence | undefined): Promise<SentCall | string> {
  const place = placeOf(at);
  if (place === undefined) return 'it stands in no file';
  const parsed = await parsePythonFile(place.file);
  if (!parsed.ok) return `${place.file.path} cannot be read as Python`;
  const { body } = parsed.document;
  const call = expressionAt(body, place.range);
  const spot = statementsAround(body, place.range).at(-1);
  if (call?.kind !== 'call' || spot === undefined) return 'the SQL does not stand in the call that sends it';
  const [first, ...rest] = call.arguments;
  const inner = first?.value.kind === 'call' ? first.value.arguments[0]?.value : first?.value;
  const literal = inner === undefined ? undefined : literalText(inner, place.file);
  return {
    file: place.file, tree: parsed.document, call, spot, isText: first?.value.kind === 'call', isBare: rest.length === 0,
    sql: literal?.start === undefined ? undefined : { start: literal.start, end: literal.start + literal.text.length },
  };
}

/** True where the statement is the call alone, waited for or not: nothing uses what it gives. */
export function isWholeStatement({ spot: { statement }, call }: SentCall): boolean {
  if (statement.kind !== 'expression') return false;
  const value: PythonExpression = statement.value.kind === 'await' ? statement.value.value : statement.value;
  return value === call;
}

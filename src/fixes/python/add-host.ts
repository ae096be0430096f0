import { everyExpression, statementsAround, withParts } from '../../code/python/walk.ts';
import type { PythonFile } from '../../code/python/python-file.ts';
import { parsePythonFile } from '../../documents/python.ts';
import type { PythonCall, PythonExpression, PythonStatement } from '../../documents/python-tree.ts';
import type { Planned } from '../../model/change.ts';
import { insertAt, type TextEdit } from '../../text/edit.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { edited, placeOf, refused } from '../planned.ts';
import { appendedItem, isBracketed } from './list-item.ts';
import { quoted } from './quotes.ts';

type Written = Pick<PythonFile, 'source' | 'tree'>;

/** Appends a host to the list that says to whom the application answers: Django's ALLOWED_HOSTS or the argument of a middleware. */
export async function addHost({ at: [at], with: values }: Rewrite, { files }: FixContext): Promise<Planned> {
  const place = placeOf(at);
  const source = place && files.read(place.file.path);
  const parsed = source && await parsePythonFile(source);
  const host = values?.['host'];
  if (place === undefined || source === undefined || parsed?.ok !== true || typeof host !== 'string') return refused(`${at.name} stands in no Python file`);
  const statement = statementsAround(parsed.document.body, place.range).at(-1)?.statement;
  const value = statement && hostsOf(statement, place.range.start);
  const edits = value && added({ source, tree: parsed.document }, value, host);
  return edits === undefined ? refused(`the hosts are not written as a list in ${source.path}`) : edited(source.path, edits);
}

/** The value of a setting, or that of the argument `allowed_hosts` of the call at the place. */
export function hostsOf(statement: PythonStatement, start: number): PythonExpression | undefined {
  if (statement.kind === 'assign' && statement.range.start === start) return statement.value;
  const calls = [...everyExpression([statement])].filter((each) => each.kind === 'call' && each.range.start === start);
  return calls.map((call) => (call.kind === 'call' ? hostsArgument(call) : undefined)).find((each) => each !== undefined);
}

function hostsArgument(call: PythonCall): PythonExpression | undefined {
  return call.arguments.find(({ name }) => name === 'allowed_hosts')?.value;
}

/** Where lists are added up, the last one takes the host. */
function added(file: Written, value: PythonExpression, host: string): readonly TextEdit[] | undefined {
  const { text } = file.source;
  if (value.kind === 'binary' && value.operator === '+') return added(file, value.right, host) ?? added(file, value.left, host);
  if (value.kind === 'call') return inText(text, value, host);
  if (!isBracketed(text, value)) return undefined;
  return appendedItem({ text, comments: file.tree.comments }, value, quotesIn(value, text)?.replace('\0', host) ?? quoted(host, file));
}

/** `"shop.example,www.shop.example".split(",")`: one more between the same marks. */
function inText(text: string, { callee, arguments: [mark, ...others] }: PythonCall, host: string): readonly TextEdit[] | undefined {
  if (callee.kind !== 'attribute' || callee.name !== 'split' || callee.object.kind !== 'string' || others.length > 0) return undefined;
  const { start, end } = callee.object.range;
  const written = /^(['"])(?!\1)[^]*\1$/.exec(text.slice(start, end));
  const between = mark === undefined ? ' ' : mark.value.kind === 'string' ? mark.value.value : undefined;
  return written === null || between === undefined || callee.object.value === '' ? undefined : [insertAt(end - 1, `${between}${host}`)];
}

/** The quotes of the last item around a place for a new one, where it has plain ones. */
function quotesIn(list: PythonExpression, text: string): string | undefined {
  const last = [...withParts(list)].findLast(({ kind }) => kind === 'string');
  const quote = last && text[last.range.start];
  return quote === '"' || quote === "'" ? `${quote}\0${quote}` : undefined;
}

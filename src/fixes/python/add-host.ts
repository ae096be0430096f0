import type { Planned } from '../../model/change.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { placeOf, edited, refused } from '../planned.ts';
import { appendedItem, isBracketed } from './list-item.ts';
import { parsePythonFile } from '../../documents/python.ts';
import type { PythonExpression, PythonStatement } from '../../documents/python-tree.ts';
import { quoted } from './quotes.ts';
import { everyExpression, statementsAround, withParts } from '../../code/python/walk.ts';

/** Appends a host to the list that says to whom the application answers: Django's ALLOWED_HOSTS or the argument of a middleware. */
export async function addHost({ at: [at], with: values }: Rewrite, { files }: FixContext): Promise<Planned> {
  const place = placeOf(at);
  const file = place && files.read(place.file.path);
  const parsed = file && await parsePythonFile(file);
  const host = values?.['host'];
  if (place === undefined || file === undefined || parsed?.ok !== true || typeof host !== 'string') return refused(`${at.name} stands in no Python file`);
  const statement = statementsAround(parsed.document.body, place.range).at(-1)?.statement;
  const list = statement && listIn(statement, file.text, place.range.start);
  if (list === undefined) return refused(`the hosts are not written as a list in ${file.path}`);
  return edited(file.path, appendedItem({ text: file.text, comments: parsed.document.comments }, list, quotesIn(list, file.text)?.replace('\0', host) ?? quoted(host, { source: file, tree: parsed.document })));
}

/** The list of a setting, the last one where lists are added; or that of the argument `allowed_hosts` of the call at the place. */
function listIn(statement: PythonStatement, text: string, start: number): Extract<PythonExpression, { kind: 'list' | 'tuple' | 'set' }> | undefined {
  if (statement.kind === 'assign' && statement.range.start === start) return statement.value && lastList(statement.value, text);
  const call = [...everyExpression([statement])].find((each) => each.kind === 'call' && each.range.start === start && argumentOf(each) !== undefined);
  const argument = call && argumentOf(call);
  return argument && lastList(argument, text);
}

function argumentOf(expression: PythonExpression): PythonExpression | undefined {
  return expression.kind === 'call' ? expression.arguments.find(({ name }) => name === 'allowed_hosts')?.value : undefined;
}

function lastList(value: PythonExpression, text: string): Extract<PythonExpression, { kind: 'list' | 'tuple' | 'set' }> | undefined {
  if (value.kind === 'binary' && value.operator === '+') return lastList(value.right, text) ?? lastList(value.left, text);
  return isBracketed(text, value) ? value : undefined;
}

/** The quotes of the last item around a place for a new one, where it has plain ones. */
function quotesIn(list: PythonExpression, text: string): string | undefined {
  const last = [...withParts(list)].findLast(({ kind }) => kind === 'string');
  const quote = last && text[last.range.start];
  return quote === '"' || quote === "'" ? `${quote}\0${quote}` : undefined;
}

import { bindingsOf } from '../../../code/python/bindings.ts';
import type { CallSite } from '../../../code/python/python-file.ts';
import { piecesOf } from '../../../code/python/waiting/group.ts';
import { around } from '../../../code/python/waiting/statement.ts';
import type { StatementSpot } from '../../../code/python/walk.ts';
import type { Planned } from '../../../model/change.ts';
import { insertAt } from '../../../text/edit.ts';
import { indentAt, lineStart, newlineOf } from '../../../text/layout.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { importEdit } from '../imports.ts';
import { callAt, programOf } from '../program.ts';
import { styleOf } from '../style.ts';

const DEFAULT_MOST = 10;

/** Lets only so many pieces of an `asyncio.gather` run at once: each waits for a semaphore. */
export async function limitGather({ at: [at], with: values }: Rewrite, context: FixContext): Promise<Planned> {
  const program = await programOf(context);
  const site = callAt(program, at);
  const [piece, ...more] = site === undefined ? [] : piecesOf(program, site).each;
  if (site === undefined || piece === undefined || more.length > 0) return refused('its pieces cannot be told');
  const { file } = site.place;
  const { text } = file.source;
  const statement = statementOf(site, piece);
  const node = site.place.chain.at(-1);
  if (statement === undefined || node?.kind !== 'function') return refused('no function stands around it');
  const { start } = statement.range;
  if (text.slice(lineStart(text, start), start).trim() !== '') return refused('it shares its line with other code');
  if (['limit', 'within_limit'].some((name) => bindingsOf(node).names.has(name) || file.bindings.names.has(name))) return refused('limit or within_limit means something else there');
  const asyncio = await importEdit(file.source, 'asyncio', start);
  if (!asyncio.ok) return refused(asyncio.because);
  const [indent, newline, unit] = [indentAt(text, start), newlineOf(text), styleOf(text, file.tree).indent];
  const helper = [
    `limit = ${asyncio.name}.Semaphore(${values?.['most'] ?? DEFAULT_MOST})`, '', 'async def within_limit(work):', `${unit}async with limit:`, `${unit}${unit}return await work`, '',
  ].map((line) => (line === '' ? '' : `${indent}${line}`)).join(newline);
  return edited(file.path, [
    ...asyncio.edits, insertAt(lineStart(text, start), `${helper}${newline}`),
    insertAt(piece.call.range.start, 'within_limit('), insertAt(piece.call.range.end, ')'),
  ]);
}

/** The statement that makes the pieces, or the loop that does. */
function statementOf(site: CallSite, piece: Pick<CallSite, 'call' | 'place'>): StatementSpot['statement'] | undefined {
  const spots = around(piece);
  const gather = around(site);
  const shared = spots.findIndex((spot, index) => spot.statement !== gather[index]?.statement);
  return (shared === -1 ? gather.at(-1) : spots[shared])?.statement;
}

import { everyExpression } from '../../code/python/walk.ts';
import type { PythonExpression } from '../../documents/python-tree.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { Range } from '../../text/range.ts';
import type { Written } from './containers.ts';

/** Takes options out of the query of an address, each given by the place of its `name=value`; or why that cannot be. */
export function addressEdits(written: Written, pairs: readonly Range[]): readonly TextEdit[] | { readonly because: string } {
  const { text } = written.file;
  const edits: TextEdit[] = [];
  if (pairs.some((pair) => !isPair(text, pair))) return { because: 'an option of the address is put together while the program runs' };
  const left = [...pairs];
  for (const expression of everyExpression(written.tree.body)) {
    if (expression.kind !== 'string' && expression.kind !== 'fstring') continue;
    const own = left.filter((pair) => holds(expression.range, pair));
    // Parts of an f-string come again as texts of their own; the whole literal comes first.
    if (own.length === 0) continue;
    for (const pair of own) left.splice(left.indexOf(pair), 1);
    const cuts = cutsIn(text, expression, own);
    const isWhole = expression.kind === 'string' && cuts.length === 1 && cuts[0] !== undefined && isContent(text, expression.range, cuts[0]);
    const joined = isWhole ? joinedTo(written, expression) : undefined;
    edits.push(...(joined === undefined ? cuts : [joined]).map((range) => ({ range, text: '' })));
  }
  return left.length === 0 ? edits : { because: 'the options of the address stand in no text of the file' };
}

/** True for a `name=value` that stands in the text as it is, from its sign to the next one. */
function isPair(text: string, { start, end }: Range): boolean {
  return /[?&]/.test(text[start - 1] ?? '') && /^\w+=/.test(text.slice(start, end)) && /[&#"']/.test(text[end] ?? '');
}

const holds = (outer: Range, inner: Range): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** The pairs with the signs around them: `?` goes with the last one, `&` with each. */
function cutsIn(text: string, { range }: PythonExpression, pairs: readonly Range[]): readonly Range[] {
  const cuts: { start: number; end: number }[] = [];
  for (const { start, end } of pairs.toSorted((a, b) => a.start - b.start)) {
    const before = cuts.at(-1);
    const follows = text[end] === '&' && end < range.end;
    const isFirst = text[start - 1] !== '&';
    if (before !== undefined && before.end === start && text[start - 1] === '&') before.end = follows ? end + 1 : end;
    else if (isFirst) cuts.push({ start, end: follows ? end + 1 : end });
    else cuts.push({ start: start - 1, end });
  }
  for (const cut of cuts) {
    const isAll = text[cut.start - 1] === '?' && /^(#|["']+$)/.test(text.slice(cut.end, range.end));
    if (isAll) cut.start -= 1;
  }
  return cuts;
}

/** True when a cut takes all that a literal says. */
function isContent(text: string, range: Range, cut: Range): boolean {
  return /^[a-zA-Z]*("""|'''|"|')$/.test(text.slice(range.start, cut.start)) && /^("""|'''|"|')$/.test(text.slice(cut.end, range.end));
}

/** `address + "?a=b"` loses its `+ ""`, where the text was the last part of a sum. */
function joinedTo({ tree }: Written, literal: PythonExpression): Range | undefined {
  for (const expression of everyExpression(tree.body)) {
    if (expression.kind === 'binary' && expression.operator === '+' && expression.right === literal) return { start: expression.left.range.end, end: literal.range.end };
  }
  return undefined;
}

import { bindingsOf } from '../../../code/python/bindings.ts';
import { innerFunctions, ownStatements, statementsAround, everyExpression } from '../../../code/python/walk.ts';
import type { PythonStatement } from '../../../documents/python-tree.ts';
import { indentAt, lineEnd, lineStart, newlineOf } from '../../../text/layout.ts';
import { ownLines, unwrap, type BlockEdits } from './block-edits.ts';
import { isEnding, usesOf, whyOwn } from './name-uses.ts';
import { commentBehind } from './moved-text.ts';
import type { Usage } from './usage.ts';

/** Lets a function use what is shared under a name: what it made goes, and what it closed stays open. The reason where that cannot be done. */
export function released(usage: Usage, name: string, into: BlockEdits): string | undefined {
  const { form, whole, node } = usage;
  if (form.kind === 'inline') {
    into.edits.push({ range: whole, text: name });
    return undefined;
  }
  const uses = usesOf(node, form.name);
  const because = whyOwn(uses, usage) ?? (name === form.name ? undefined : whyNotRenamed(usage));
  if (because !== undefined) return because;
  if (!takeOut(usage, into)) return `the layout of ${node.name} does not let it be taken out`;
  const endings = uses.filter((use) => isEnding(use, usage));
  for (const { statement } of endings) {
    if (!takeOutEnding(usage, statement, into)) return `${node.name} closes it in a block of its own`;
  }
  if (name !== form.name) {
    const kept = uses.filter((use) => !endings.includes(use));
    into.edits.push(...kept.map((use) => ({ range: use.name.range, text: name })));
  }
  return undefined;
}

/** Lets a function borrow what the application opened, under the name that the function has for it; the reason where that cannot be done. */
export function borrowed(usage: Usage, access: string, into: BlockEdits): string | undefined {
  const { form, whole, node, site } = usage;
  const { file } = site.place;
  const { text } = file.source;
  if (form.kind === 'inline') {
    into.edits.push({ range: whole, text: access });
    return undefined;
  }
  const uses = usesOf(node, form.name);
  const because = whyOwn(uses, usage);
  if (because !== undefined) return because;
  if (form.kind === 'assign') into.edits.push({ range: whole, text: access });
  else {
    const { start } = form.statement.range;
    if (!takeOut(usage, into) || !into.removed.some((range) => range.start === lineStart(text, start))) return `the layout of ${node.name} does not let it be taken out`;
    const comment = commentBehind(file, text.indexOf(':', form.statement.clause.end) + 1);
    into.inserted.push({ offset: lineStart(text, start), text: `${indentAt(text, start)}${form.name} = ${access}${comment}${newlineOf(text)}` });
  }
  for (const use of uses) {
    if (isEnding(use, usage) && !takeOutEnding(usage, use.statement, into)) return `${node.name} closes it in a block of its own`;
  }
  return undefined;
}

/** A name in a place that the tree does not show would be forgotten. */
function whyNotRenamed({ node, form, site }: Usage): string | undefined {
  if (form.kind === 'inline') return undefined;
  const { name } = form;
  if (innerFunctions(node).some((inner) => bindingsOf(inner).names.has(name))) return `a function inside ${node.name} has its own ${name}`;
  const { text } = site.place.file.source;
  const lambdas = [...everyExpression(node.body)].filter(({ kind }) => kind === 'lambda');
  return lambdas.some(({ range }) => text.slice(range.start, range.end).includes(name)) ? `a lambda of ${node.name} may have its own ${name}` : undefined;
}

function takeOut({ form, site }: Usage, into: BlockEdits): boolean {
  const { source: { text }, tree } = site.place.file;
  if (form.kind === 'with') {
    const { statement } = form;
    const colon = text.indexOf(':', statement.clause.end);
    const made = statement.items[0]?.value.range ?? statement.clause;
    // What stands in the call moves with it.
    const isCommented = tree.comments.some(({ start }) => start > statement.range.start && start < colon && !(start > made.start && start < made.end));
    return colon !== -1 && !isCommented && unwrap(text, { start: statement.range.start, end: colon }, statement.body, into) === true;
  }
  if (form.kind !== 'assign') return false;
  const { statement, block } = form.spot;
  const lines = ownLines(text, tree, statement);
  if (lines === undefined || block.length === 1) return false;
  into.removed.push(block[0] === statement || isDocstring(block[0]) && block[1] === statement ? withBlankLines(text, lines) : lines);
  return true;
}

const isDocstring = (statement: PythonStatement | undefined): boolean => statement?.kind === 'expression' && statement.value.kind === 'string';

/** Blank lines below the first statement of a block would open it. */
function withBlankLines(text: string, lines: { readonly start: number; readonly end: number }): { readonly start: number; readonly end: number } {
  let { end } = lines;
  while (end < text.length && text.slice(end, lineEnd(text, end)).trim() === '') end = lineEnd(text, end);
  return { start: lines.start, end };
}

/** A statement that closes; with the `finally` that holds nothing else, and the `try` that holds nothing but its body then. */
function takeOutEnding({ site, node }: Usage, ending: PythonStatement, into: BlockEdits): boolean {
  const { source: { text }, tree } = site.place.file;
  const lines = ownLines(text, tree, ending);
  const spot = statementsAround(node.body, ending.range).at(-1);
  if (lines === undefined || spot === undefined) return false;
  if (spot.block.length > 1) {
    into.removed.push(lines);
    return true;
  }
  const holder = [...ownStatements(node.body)].find((each) => each.kind === 'try' && each.finally === spot.block);
  if (holder?.kind !== 'try' || holder.finallyRange === undefined) return false;
  into.removed.push({ start: lineStart(text, holder.finallyRange.start), end: lines.end });
  if (holder.handlers.length > 0) return true;
  const [first] = holder.body;
  const colon = text.indexOf(':', holder.range.start);
  if (first === undefined || holder.otherwise.length > 0) return false;
  return unwrap(text, { start: holder.range.start, end: colon }, holder.body, into) === true;
}


import { expressionAt } from '../../code/python/walk.ts';
import type { PythonExpression } from '../../documents/python-tree.ts';
import type { Code, Plain } from '../../model/change.ts';
import { databaseSetting } from './django-settings.ts';
import { locate, type Container, type Written } from './containers.ts';
import type { Operation } from './operations.ts';
import { homeOf, type Target } from './option-target.ts';
import { assignmentAt, entryAt, optionPlace } from './places.ts';
import { literalOf } from './literals.ts';
import { styleOf } from './style.ts';
import { withoutStatement } from './statement-edits.ts';

/** What is to be done for one option, or why nothing can be. */
export type Operations = readonly Operation[] | { readonly because: string };

/** Takes an option out; one that is not there is no reason to refuse. */
export async function withoutOption(target: Target, name: string): Promise<Operations> {
  const place = optionPlace(target.pool, name);
  if (name.startsWith('url.')) {
    const written = place && await target.read(place);
    return written === undefined ? { because: `the address with ${name.slice('url.'.length)} stands in no file of the program` } : [{ kind: 'cut', written, pair: place?.range ?? { start: 0, end: 0 } }];
  }
  const found = await entryOf(target, name);
  if (found !== undefined) return [{ kind: 'remove', ...found }];
  const written = place && await target.read(place);
  const statement = place && written && assignmentAt(written, place.range);
  const [assigned] = statement?.targets ?? [];
  // A constant that the option got its value from is none of our business.
  if (written === undefined || statement === undefined || (assigned?.kind === 'name' && assigned.name !== name)) return [];
  const edit = withoutStatement(written, statement);
  return edit === undefined ? { because: `the line that sets ${name} does more than that` } : [{ kind: 'edit', written, edit }];
}

interface Found {
  readonly written: Written;
  readonly container: Container;
  readonly index: number;
}

/** The entry of an option: where the call has it, else where the fact says that its value stands. */
async function entryOf(target: Target, name: string): Promise<Found | undefined> {
  const home = await homeOf(target, name);
  const located = 'because' in home ? undefined : locate(home.written, home.container, home.path);
  if (!('because' in home) && located?.kind === 'entry') return { written: home.written, container: located.container, index: located.index };
  const place = optionPlace(target.pool, name);
  const written = place && await target.read(place);
  const found = place && written && entryAt(written, place.range);
  return found === undefined || written === undefined || found.entry.name !== name.split('.').at(-1) ? undefined : { written, container: found.container, index: found.index };
}

/** Gives an option a value. */
export async function withOption(target: Target, name: string, value: Plain | Code): Promise<Operations> {
  const found = await entryOf(target, name);
  if (found !== undefined) return changed(target, name, { ...found, value });
  const place = optionPlace(target.pool, name);
  const elsewhere = place && await target.read(place);
  if (place !== undefined && elsewhere !== undefined) return rewritten(elsewhere, expressionAt(elsewhere.tree.body, place.range), { name, value });
  const home = await homeOf(target, name);
  if ('because' in home) {
    const below = target.pool?.library === 'django' ? databaseSetting(target, name, value) : undefined;
    return below === undefined ? home : [below];
  }
  const located = locate(home.written, home.container, home.path);
  if (located.kind === 'missing') return [{ kind: 'add', written: home.written, container: located.container, path: located.path, value }];
  const beside = await besideSiblings(target, name);
  return beside === undefined ? { because: located.kind === 'hidden' ? located.because : `${name} is there already` } : [{ kind: 'add', ...beside, value }];
}

/** The dictionary of an option's neighbours, where it stands in another file than the call. */
async function besideSiblings({ pool, read }: Target, name: string): Promise<{ readonly written: Written; readonly container: Container; readonly path: readonly string[] } | undefined> {
  const parent = name.slice(0, name.lastIndexOf('.') + 1);
  const siblings = (pool?.options ?? []).filter((option) => option.name.startsWith(parent) && !option.name.slice(parent.length).includes('.'));
  for (const sibling of siblings) {
    const place = optionPlace(pool, sibling.name);
    const written = place && await read(place);
    const found = place && written && entryAt(written, place.range);
    if (found !== undefined && written !== undefined) return { written, container: found.container, path: [name.slice(parent.length)] };
  }
  return undefined;
}

/** A value that is written down gives way; one that is made by code only where that code is one literal of the program. */
async function changed(target: Target, name: string, { written, container, index, value }: Found & { readonly value: Plain | Code }): Promise<Operations> {
  const entry = container.entries[index];
  if (entry === undefined) return [];
  if (isLiteral(entry.value) || entry.value.kind === 'dict') return [{ kind: 'change', written, container, index, value }];
  const place = optionPlace(target.pool, name);
  const elsewhere = place && await target.read(place);
  const literal = place && elsewhere && expressionAt(elsewhere.tree.body, place.range);
  if (elsewhere !== undefined && literal !== undefined && isLiteral(literal)) return rewritten(elsewhere, literal, { name, value });
  return { because: `the value of ${name} is made by ${written.file.text.slice(entry.value.range.start, entry.value.range.end).split('\n')[0] ?? ''}` };
}

/** A literal behind a name: it keeps its type, for others may use the name. */
function rewritten(written: Written, literal: PythonExpression | undefined, { name, value }: { readonly name: string; readonly value: Plain | Code }): Operations {
  const before = literal !== undefined && 'value' in literal ? typeof literal.value : undefined;
  if (literal === undefined || !isLiteral(literal) || before !== typeof value) return { because: `${name} gets its value from another part of the program` };
  return [{ kind: 'edit', written, edit: { range: literal.range, text: literalOf(value, styleOf(written.file.text, written.tree)) } }];
}

function isLiteral(expression: PythonExpression): boolean {
  if (expression.kind === 'unary') return expression.value.kind === 'number';
  return ['number', 'string', 'boolean', 'none'].includes(expression.kind);
}

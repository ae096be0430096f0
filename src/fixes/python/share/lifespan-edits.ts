import { insertAt, type TextEdit } from '../../../text/edit.ts';
import { indentAt, lineEnd, lineStart, newlineOf } from '../../../text/layout.ts';
import { additions } from '../entry-additions.ts';
import { containerOf } from '../containers.ts';
import { importEdit } from '../imports.ts';
import { styleOf } from '../style.ts';
import type { Application, Lifespan } from './application.ts';
import { frozenLines } from './block-edits.ts';

/** What the lifespan opens: the call, and the name of what it makes in the state of the application. */
export interface Opened {
  /** The call by the column that it will stand in, and the indentation of its line. */
  readonly written: (column: number, indent: string) => string;
  readonly name: string;
}

export type Edits = { readonly edits: readonly TextEdit[] } | { readonly because: string };

/** Opens something as long as the application runs: around the `yield` of its lifespan, in a new one where it has none. */
export async function opening(application: Application, opened: readonly Opened[]): Promise<Edits> {
  const { lifespan } = application;
  return lifespan === undefined ? newLifespan(application, opened) : { edits: aroundYield(application, lifespan, opened) };
}

function aroundYield({ file }: Application, { yielding, application }: Lifespan, opened: readonly Opened[]): readonly TextEdit[] {
  const { source: { text }, tree } = file;
  const indent = indentAt(text, yielding.range.start);
  const unit = styleOf(text, tree).indent;
  const head = linesOf(opened, { indent, unit, application });
  const frozen = frozenLines(text, tree);
  const edits: TextEdit[] = [];
  for (let start = lineStart(text, yielding.range.start); start < yielding.range.end; start = lineEnd(text, start)) {
    if (!frozen.has(start)) edits.push(insertAt(start, unit.repeat(opened.length)));
  }
  return [insertAt(lineStart(text, yielding.range.start), head.map((line) => `${line}${newlineOf(text)}`).join('')), ...edits];
}

async function newLifespan({ file, site, statement }: Application, opened: readonly Opened[]): Promise<Edits> {
  const { source, tree } = file;
  const { text } = source;
  const manager = await importEdit(source, { from: 'contextlib', name: 'asynccontextmanager' }, statement.range.start);
  if (!manager.ok) return manager;
  const name = ['lifespan', 'app_lifespan'].find((each) => !file.bindings.names.has(each));
  const container = containerOf(site.call);
  if (name === undefined || container === undefined) return { because: `lifespan means something else in ${file.path}` };
  const style = styleOf(text, tree);
  const newline = newlineOf(text);
  const { callee } = site.call;
  const body = linesOf(opened, { indent: style.indent, unit: style.indent, application: 'app' });
  const lines = [
    `@${manager.name}`, `async def ${name}(app: ${text.slice(callee.range.start, callee.range.end)}):`,
    ...body, `${style.indent.repeat(opened.length + 1)}yield`, '', '', '',
  ];
  const place = aboveComments(text, ownLineComments(file), lineStart(text, statement.range.start));
  return { edits: [
    ...manager.edits,
    insertAt(place, `${blankLines(text, place, newline)}${lines.join(newline)}`),
    ...additions({ file: source, tree }, container, [`lifespan=${name}`], style),
  ] };
}

/** `async with make() as pool:` and `app.state.pool = pool`, each inside the one before. */
function linesOf(opened: readonly Opened[], { indent, unit, application }: { readonly indent: string; readonly unit: string; readonly application: string }): readonly string[] {
  return opened.flatMap(({ written, name }, index) => {
    const own = indent + unit.repeat(index);
    const head = `${own}async with `;
    return [`${head}${written(head.length, own)} as ${name}:`, `${own}${unit}${application}.state.${name} = ${name}`];
  });
}

/** Starts of the lines that hold a comment and nothing else. */
function ownLineComments({ source: { text }, tree }: Application['file']): readonly number[] {
  return tree.comments.flatMap(({ start }) => (text.slice(lineStart(text, start), start).trim() === '' ? [lineStart(text, start)] : []));
}

/** Comments that stand directly above a statement speak of it. */
function aboveComments(text: string, commented: readonly number[], offset: number): number {
  let start = offset;
  for (let above = start === 0 ? -1 : lineStart(text, start - 1); above >= 0 && commented.includes(above); above = start === 0 ? -1 : lineStart(text, start - 1)) start = above;
  return start;
}

/** Two blank lines stand above a definition, but not at the top of a file. */
function blankLines(text: string, place: number, newline: string): string {
  const above = text.slice(0, place);
  const found = above.slice(above.trimEnd().length).split('\n').length - 2;
  return above.trim() === '' ? '' : newline.repeat(Math.max(0, 2 - found));
}

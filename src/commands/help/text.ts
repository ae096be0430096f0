import type { Paint } from '../../reporters/paint.ts';
import { wrap, wrapParts } from '../../reporters/text/wrap.ts';
import type { Entry, HelpPage } from './page.ts';

interface HelpView {
  readonly width: number;
  readonly paint: Paint;
}

/** Columns that heads of entries have; a longer one has a line of its own. */
const HEAD = 26;

/** The page of a command for a terminal. */
export function helpText(page: HelpPage, view: HelpView): string {
  const { width, paint } = view;
  const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`);
  const usage = wrapParts([page.name, ...page.usage], ' ', width - 6).map((line, index) => (index === 0 ? `  ${line}` : `      ${line}`));
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['USAGE', usage],
    ['DESCRIPTION', page.description.flatMap((paragraph) => indented(wrap(paragraph, width - 2)))],
    ['ARGUMENTS', entries(page.arguments, view)],
    ['FLAGS', entries(page.flags, view)],
    ['FLAGS OF EVERY COMMAND', entries(page.globalFlags, view)],
    ['EXIT CODES', entries(page.exitCodes, view)],
    ['EXAMPLES', page.examples.flatMap((example) => exampleLines(example, width))],
    ['FILES', entries(page.files, view)],
    ['SEE ALSO', indented(wrapParts(page.seeAlso, ', ', width - 2))],
  ];
  return [page.summary, ...sections.flatMap(([title, lines]) => (lines.length === 0 ? [] : ['', paint.bold(title), ...lines]))].map((line) => `${line}\n`).join('');
}

/** The list of all commands. */
export function overviewText(pages: readonly HelpPage[], { width, paint }: HelpView, about: readonly string[]): string {
  const column = Math.max(...pages.map(({ name }) => name.length)) + 4;
  const lines = pages.flatMap(({ name, summary }) => hanging(`  ${name}`, wrap(summary, width - column), column));
  const [first = '', ...rest] = about;
  return [
    ...wrap(first, width), '', paint.bold('COMMANDS'), ...lines, '',
    ...rest.flatMap((each) => wrap(each, width)),
  ].map((line) => `${line}\n`).join('');
}

/** A command that is too long goes on in the next line as a shell takes it. */
function exampleLines(example: string, width: number): readonly string[] {
  const lines = wrap(`$ ${example}`, width - 4, '    ');
  return lines.map((line, index) => `  ${line}${index < lines.length - 1 ? ' \\' : ''}`);
}

function entries(list: readonly Entry[], { width, paint }: HelpView): readonly string[] {
  const column = Math.min(HEAD, Math.max(0, ...list.map(({ head }) => head.length)) + 4);
  return list.flatMap(({ head, text, notes }) => {
    const lines = wrap(text, width - column);
    const note = notes.length === 0 ? '' : `[${notes.join('; ')}]`;
    const last = lines.at(-1) ?? '';
    const isShort = note !== '' && last.length + 1 + note.length <= width - column;
    const said = isShort ? [...lines.slice(0, -1), `${last} ${paint.dim(note)}`] : [...lines, ...wrap(note, width - column).map(paint.dim)];
    return hanging(`  ${head}`, said, column);
  });
}

function hanging(head: string, lines: readonly string[], column: number): readonly string[] {
  const [first = '', ...more] = lines;
  const blank = ' '.repeat(column);
  return head.length + 2 > column ? [head, ...lines.map((line) => blank + line)] : [head.padEnd(column) + first, ...more.map((line) => blank + line)];
}

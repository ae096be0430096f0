import { removeLines } from '../../../documents/edits/whole-lines.ts';
import { parseShell } from '../../../documents/shell-command.ts';
import type { Planned } from '../../../model/change.ts';
import type { TextEdit } from '../../../text/edit.ts';
import { lineEnd, lineStart } from '../../../text/layout.ts';
import type { Range } from '../../../text/range.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { siteOfCommand } from '../places/find-site.ts';
import type { CommandSite, Holder } from '../places/site.ts';

/** Takes one command out of the chain or the script that it is a step of: the one that `at` is about, or the one of these `words` in it. */
export async function removeStep({ at: [step], with: options }: Rewrite, context: FixContext): Promise<Planned> {
  const words = options?.['words'];
  const site = await siteOfCommand(typeof words === 'string' && step.state === 'known' ? { ...step, value: words } : step, context);
  if ('because' in site) return refused(site.because);
  const { holder, file } = site;
  if (holder.kind === 'words') return refused(`it is no part of a chain in ${file.path}`);
  if (!holder.at.isPlain) return refused(`a condition, a loop or a function of ${file.path} decides whether it runs`);
  if (holder.at.isPrepared) return refused(`commands before it in ${file.path} set the folder or variables that it needs`);
  const edit = chainEdit(holder) ?? (await lineEdit(site, holder));
  return edit === undefined ? refused(`the command in ${file.path} is written in a way that cannot be changed safely`) : edited(file.path, [edit]);
}

type TextHolder = Extract<Holder, { kind: 'text' }>;

/** `a && b`: the command with the operator between it and its neighbour. */
function chainEdit({ text, at: { chain, range } }: TextHolder): TextEdit | undefined {
  const index = chain?.findIndex((part) => part.range.start === range.start && part.range.end === range.end) ?? -1;
  if (chain === undefined || index === -1) return undefined;
  const [before, next] = [chain[index - 1], chain[index + 1]];
  if (next !== undefined) return { range: { start: text.rangeOf(range).start, end: text.rangeOf(next.range).start }, text: '' };
  return before === undefined ? undefined : { range: { start: text.rangeOf(before.range).end, end: text.rangeOf(range).end }, text: '' };
}

/** A command on lines of its own, with the comment that speaks of it; of several on one line, the one with the semicolon behind it. */
async function lineEdit({ file }: CommandSite, { text, at: { range } }: TextHolder): Promise<TextEdit | undefined> {
  const own = text.rangeOf(range);
  const lines: Range = { start: lineStart(file.text, own.start), end: lineEnd(file.text, own.end) };
  const [before, behind] = [file.text.slice(lines.start, own.start), file.text.slice(own.end, lines.end)];
  const isScript = text.whole.start === 0 && text.whole.end === file.text.length;
  if (isScript && before.trim() === '' && /^[ \t]*(?:#.*)?\r?\n?$/.test(behind)) return removeLines(file.text, await commentStart(file.text, lines), lines.end);
  const semicolon = /^\s*;\s*/.exec(text.text.slice(range.end));
  if (semicolon === null || range.end + semicolon[0].length >= text.text.length) return undefined;
  return { range: { start: own.start, end: text.rangeOf({ start: range.end, end: range.end + semicolon[0].length }).end }, text: '' };
}

/** Where the comment directly above some lines begins. It stays where it may speak of more: the whole script, or a next step that follows without a gap. */
async function commentStart(text: string, { start, end }: Range): Promise<number> {
  const parsed = await parseShell(text);
  const body = parsed.ok ? parsed.document.body : [];
  const next = text.slice(end, lineEnd(text, end)).trim();
  const server = body.at(-1)?.range.start ?? text.length;
  if (next !== '' && !next.startsWith('#') && lineStart(text, server) !== end) return start;
  // A line of a text that goes on over several lines is no comment.
  const isCode = (offset: number) => body.some(({ range }) => range.start <= offset && offset < range.end);
  let first = start;
  while (first > 0) {
    const line = lineStart(text, first - 1);
    if (!text.slice(line, first).trim().startsWith('#') || isCode(line)) break;
    first = line;
  }
  return first === 0 ? start : first;
}

import type { TextEdit } from '../../../text/edit.ts';
import { developerScriptOf } from '../places/developer-script.ts';
import type { CommandSite } from '../places/site.ts';
import { wrappedInShell } from './wrap-in-shell.ts';
import { needsShell, rewrittenWord, shellWord } from './shell-words.ts';

/** What happens to the words of a command. */
export type WordChange =
  /** The text of a word gives way to another one, from an offset on. */
  | { readonly kind: 'value'; readonly index: number; readonly from: number; readonly value: string }
  /** Words come behind another one, set apart as the word at `like` is from the one before it. */
  | { readonly kind: 'insert'; readonly after: number; readonly like: number; readonly words: readonly string[] }
  /** Words from one index up to another one go. */
  | { readonly kind: 'remove'; readonly from: number; readonly to: number };

type Edits = readonly TextEdit[] | { readonly because: string };

/** Edits that change a command's words as they are written. Where no shell would put a variable in, one is put around the command. */
export async function changeWords(site: CommandSite, changes: readonly WordChange[], isExec: boolean): Promise<Edits> {
  const script = await developerScriptOf(site);
  if (script !== undefined) return { because: `developers run the script ${script} of ${site.file.path}: let the service start another one` };
  const values = changes.flatMap((change) => (change.kind === 'value' ? [change.value] : change.kind === 'insert' ? change.words : []));
  const hasShell = site.holder.kind === 'text' && !isExec;
  if (!hasShell && values.some(needsShell)) return wrappedInShell(site, changedTexts(site, changes));
  const edits: TextEdit[] = [];
  for (const change of changes) {
    const edit = editOf(site, change);
    if (edit === undefined) return { because: `the command in ${site.file.path} is written in a way that cannot be changed safely` };
    edits.push(edit);
  }
  return edits;
}

/** The words' texts after the changes. */
function changedTexts({ words }: CommandSite, changes: readonly WordChange[]): readonly string[] {
  return words.flatMap(({ text }, index) => {
    const value = changes.find((change) => change.kind === 'value' && change.index === index);
    const own = value?.kind === 'value' ? `${text.slice(0, value.from)}${value.value}` : text;
    const isGone = changes.some((change) => change.kind === 'remove' && change.from <= index && index < change.to);
    const behind = changes.flatMap((change) => (change.kind === 'insert' && change.after === index ? change.words : []));
    return isGone ? behind : [own, ...behind];
  });
}

function editOf(site: CommandSite, change: WordChange): TextEdit | undefined {
  if (change.kind === 'insert') return insertion(site, change);
  if (change.kind === 'remove') return removal(site, change);
  const { index, from, value } = change;
  const [place, word] = [site.places[index], site.words[index]];
  if (place === undefined || word === undefined) return undefined;
  const text = site.holder.kind === 'words' ? JSON.stringify(`${word.text.slice(0, from)}${value}`)
    : rewrittenWord({ source: place.source, text: word.text, from, value });
  const written = text === undefined || site.holder.kind === 'words' ? text : site.holder.text.write(text);
  return written === undefined ? undefined : { range: place.range, text: written };
}

function insertion(site: CommandSite, { after, like, words }: Extract<WordChange, { kind: 'insert' }>): TextEdit | undefined {
  const place = site.places[after];
  if (place === undefined) return undefined;
  const between = gapBefore(site, like) ?? usualGap(site);
  const inside = words.length > 1 ? innerGap(site) : usualGap(site);
  let text = '';
  for (const [index, word] of words.entries()) {
    const written = site.holder.kind === 'words' ? JSON.stringify(word) : site.holder.text.write(shellWord(word));
    if (written === undefined) return undefined;
    text += `${index === 0 ? between : inside}${written}`;
  }
  return { range: { start: place.range.end, end: place.range.end }, text };
}

function removal(site: CommandSite, { from, to }: Extract<WordChange, { kind: 'remove' }>): TextEdit | undefined {
  const [before, first, last, next] = [site.places[from - 1], site.places[from], site.places[to - 1], site.places[to]];
  if (first === undefined || last === undefined) return undefined;
  for (let index = from; index < to; index += 1) if (index > 0 && gapBefore(site, index) === undefined) return undefined;
  if (before !== undefined) return { range: { start: before.range.end, end: last.range.end }, text: '' };
  return next === undefined ? undefined : { range: { start: first.range.start, end: next.range.start }, text: '' };
}

const usualGap = ({ holder }: CommandSite): string => (holder.kind === 'words' ? ', ' : ' ');

/** What stands between a flag and its value: one blank, or what the array has between most of its words. */
function innerGap(site: CommandSite): string {
  if (site.holder.kind === 'text') return ' ';
  const gaps = site.places.flatMap((_, index) => (index === 0 ? [] : [gapBefore(site, index) ?? ', ']));
  return gaps.find((gap) => !gap.includes('\n')) ?? gaps[0] ?? ', ';
}

/** True when nothing but blanks and line ends stands between the words from an index on: no redirect, no comment. */
export function isInOnePiece(site: CommandSite, from: number): boolean {
  return site.places.every((_, index) => index <= from || gapBefore(site, index) !== undefined);
}

/** What stands between a word and the one before it; undefined where that is more than blanks, continuations and a comma. */
function gapBefore(site: CommandSite, index: number): string | undefined {
  const [before, place] = [site.places[index - 1], site.places[index]];
  if (before === undefined || place === undefined || place.range.start < before.range.end) return undefined;
  const gap = site.file.text.slice(before.range.end, place.range.start);
  if (site.holder.kind === 'words') return /^[\s\\]*,[\s\\]*$/.test(gap) ? gap : undefined;
  if (gap !== '' && /^[\s\\`]+$/.test(gap)) return gap;
  return gap.includes('#') && /^\s*[\\`]\r?\n(?:\s*#[^\n]*\n|\s*\n)*[ \t]*$/.test(gap) ? gap.replaceAll(/(?<=\n)[ \t]*(?:#[^\n]*)?\n/g, '') : undefined;
}

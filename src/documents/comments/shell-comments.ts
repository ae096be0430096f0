import type { Range } from '../../text/range.ts';
import { unixLines } from '../shell/unix-lines.ts';

/** Longer scripts are not start scripts. */
const MAXIMUM_LENGTH = 500_000;
/** Nodes of unbash in whose text a number sign begins no comment. */
const TEXTS = new Set(['Word', 'HereDocBody']);

/** The comments of a shell script: what begins with a number sign outside of words and here-documents. */
export async function shellComments(text: string): Promise<readonly Range[]> {
  if (text.length > MAXIMUM_LENGTH) return [];
  const { parse } = await import('unbash');
  const lines = unixLines(text);
  const script = parse(lines.text);
  if ((script.errors ?? []).length > 0) return [];
  const texts = textsIn(script);
  let next = 0;
  const isInText = (offset: number): boolean => {
    while ((texts[next]?.end ?? Infinity) <= offset) next += 1;
    return (texts[next]?.start ?? Infinity) <= offset;
  };
  return [...lines.text.matchAll(/(?<=^|[\s;&|()])#[^\n]*/g)]
    .map(({ 0: comment, index }) => ({ start: index, end: index + comment.length }))
    .filter(({ start }) => !isInText(start))
    .map(({ start, end }) => ({ start: lines.original(start), end: lines.original(end) }));
}

/** Words and here-documents, in the order of the text; none lies in another one. */
function textsIn(root: object): readonly Range[] {
  const found: Range[] = [];
  const open: object[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if ('type' in node && TEXTS.has(String(node.type)) && 'pos' in node && 'end' in node) found.push({ start: Number(node.pos), end: Number(node.end) });
    else open.push(...Object.values(node).filter((value): value is object => typeof value === 'object' && value !== null));
  }
  return found.sort((a, b) => a.start - b.start);
}

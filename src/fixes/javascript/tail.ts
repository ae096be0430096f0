/** What stands between a token and the next one in its line. */
export interface Tail {
  /** The offset after the last comment of the line, or the token itself where there is none. */
  readonly end: number;
  /** The offset after the last comment that code may follow: `/* ... *\/`. */
  readonly codeEnd: number;
  /** True when nothing but comments follows in the line. */
  readonly endsLine: boolean;
}

/** Looks at the comments behind a token: those in its line belong to it. The offset must stand between two tokens. */
export function tailOf(text: string, offset: number): Tail {
  let end = offset;
  let codeEnd = offset;
  for (let at = offset; ; ) {
    while (text[at] === ' ' || text[at] === '\t' || text[at] === '\r') at += 1;
    if (at >= text.length || text[at] === '\n') return { end, codeEnd, endsLine: true };
    if (text.startsWith('/*', at)) {
      at = closing(text, '*/', at + 2);
      codeEnd = at;
    } else if (text.startsWith('//', at)) {
      at += text.slice(at).split('\n', 1)[0]?.trimEnd().length ?? 0;
    } else {
      return { end, codeEnd, endsLine: false };
    }
    end = at;
  }
}

function closing(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? text.length : found + mark.length;
}

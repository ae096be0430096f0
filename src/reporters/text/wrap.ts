/** Breaks a text at spaces so that no line is wider than `width`; continued lines start with `indent`. */
export function wrap(text: string, width: number, indent = ''): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (word === '') continue;
    const next = line === '' ? word : `${line} ${word}`;
    if (next.length <= width || line === '' || line === indent) line = line === indent ? `${indent}${word}` : next;
    else {
      lines.push(line);
      line = `${indent}${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** Left and right text on one line of a width; the right one goes when there is no room. */
export function justified(left: string, right: string, width: number): string {
  const gap = width - left.length - right.length;
  return gap < 2 ? left : `${left}${' '.repeat(gap)}${right}`;
}

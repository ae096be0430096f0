import { printable, widthOf } from '../text/width.ts';

/** One word of a command line that a shell reads, as `shellWord` writes it. */
const WORD = /(?:'[^']*'|\\.|[^\s'\\])+/g;

/** A command for a shell in lines of some columns that can be copied as they stand; a word that is longer has a line of its own. */
export function commandLines(command: string, width: number, indent: string): readonly string[] {
  const room = width - indent.length - 4;
  const lines: string[] = [];
  for (const word of command.match(WORD) ?? []) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last) + 1 + widthOf(word) <= room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(lines.length === 0 ? word : `  ${word}`);
  }
  return lines.map((line, index) => `${indent}${printable(line)}${index < lines.length - 1 ? ' \\' : ''}`);
}

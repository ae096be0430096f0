import type { PythonFile } from '../../code/python/python-file.ts';
import { styleOf } from './style.ts';

/** A text as a literal, in the quotes that a file prefers. */
export function quoted(text: string, { source, tree }: Pick<PythonFile, 'source' | 'tree'>): string {
  const { quote } = styleOf(source.text, tree);
  return `${quote}${text}${quote}`;
}

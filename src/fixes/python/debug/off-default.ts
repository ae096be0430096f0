import type { PythonExpression } from '../../../documents/python-tree.ts';
import { withParts } from '../../../code/python/walk.ts';

/** Words for on and off, and names of environments: what stands for debugging gives way to what does not. */
const OPPOSITES: ReadonlyMap<string, string> = new Map([
  ['true', 'false'], ['1', '0'], ['yes', 'no'], ['on', 'off'], ['y', 'n'], ['t', 'f'],
  ['development', 'production'], ['dev', 'production'], ['develop', 'production'], ['local', 'production'], ['debug', 'production'],
]);

/** What a default has to be so that debug mode is off; undefined where the expression is more than we understand. */
export function offDefault(whole: PythonExpression, standard: PythonExpression, text: string): string | undefined {
  if (standard.kind === 'boolean') return standard.value ? 'False' : undefined;
  if (standard.kind === 'number') return standard.value === 1 ? '0' : undefined;
  if (standard.kind !== 'string') return undefined;
  const parts = [...withParts(whole)];
  const unequal = parts.find((part) => part.kind === 'binary' && part.operator === '!=');
  const compared = unequal?.kind === 'binary' && unequal.right.kind === 'string' ? unequal.right : undefined;
  if (unequal !== undefined) return compared && text.slice(compared.range.start, compared.range.end);
  const written = text.slice(standard.range.start, standard.range.end);
  const opening = /^\w*['"]+/.exec(written)?.[0] ?? '';
  const quote = opening.replace(/^\w*/, '');
  const isTruth = parts.some((part) => part.kind === 'call' && part.callee.kind === 'name' && part.callee.name === 'bool');
  const value = isTruth ? '' : oppositeOf(standard.value);
  return value === undefined || quote === '' ? undefined : `${opening}${value}${quote}`;
}

/** The opposite word, in the case of the word. */
function oppositeOf(word: string): string | undefined {
  const opposite = OPPOSITES.get(word.toLowerCase());
  if (opposite === undefined) return undefined;
  if (word.length > 1 && word === word.toUpperCase()) return opposite.toUpperCase();
  return word[0] === word[0]?.toUpperCase() && /[a-z]/i.test(word) ? `${opposite[0]?.toUpperCase() ?? ''}${opposite.slice(1)}` : opposite;
}

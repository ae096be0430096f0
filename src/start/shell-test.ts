import type { Expanded, ShellScope } from '../documents/shell/expand.ts';
import { expandText } from '../documents/shell/expand.ts';
import type { ShellWord } from '../documents/shell/shell-tree.ts';
import type { ShellState } from './path.ts';
import { projectPath } from './project-path.ts';
import type { StartInput } from './start-input.ts';

/** What `[ ... ]` says, undefined when only a run would tell. */
export function decideTest(words: readonly Expanded[], state: ShellState, input: StartInput): boolean | undefined {
  const [first, second, third] = words;
  if (first === undefined) return undefined;
  if (first.text === '!') {
    const inner = decideTest(words.slice(1), state, input);
    return inner === undefined ? undefined : !inner;
  }
  if (words.length === 1) return isCertain(first) ? first.text !== '' : undefined;
  if (words.length === 2 && second !== undefined) return decideUnary(first.text, second, state, input);
  if (words.length !== 3 || second === undefined || third === undefined) return undefined;
  return decideBinary(first, second.text, third);
}

function isCertain(word: Expanded): boolean {
  return word.value === word.text;
}

function decideUnary(operator: string, word: Expanded, state: ShellState, input: StartInput): boolean | undefined {
  if (!isCertain(word)) return undefined;
  if (operator === '-z') return word.text === '';
  if (operator === '-n') return word.text !== '';
  if (!/^-[efdrsx]$/.test(operator)) return undefined;
  const path = projectPath(word.text, state.directory, input);
  if (path === undefined) return undefined;
  const found = operator === '-d' ? input.files.hasFolder(path) : input.files.has(path) || (operator === '-e' && input.files.hasFolder(path));
  // A file that is not in the repository may have been made by the build.
  return found ? true : undefined;
}

function decideBinary(left: Expanded, operator: string, right: Expanded): boolean | undefined {
  if (!isCertain(left) || !isCertain(right)) return undefined;
  if (operator === '=' || operator === '==') return /[*?[]/.test(right.text) ? undefined : left.text === right.text;
  if (operator === '!=') return /[*?[]/.test(right.text) ? undefined : left.text !== right.text;
  const [a, b] = [Number(left.text), Number(right.text)];
  if (Number.isNaN(a) || Number.isNaN(b)) return undefined;
  const results: Readonly<Record<string, boolean>> = { '-eq': a === b, '-ne': a !== b, '-lt': a < b, '-le': a <= b, '-gt': a > b, '-ge': a >= b };
  return results[operator];
}

/** Whether a word matches a pattern of `case`, undefined when only a run would tell. */
export function matchesPattern(word: Expanded, pattern: ShellWord, scope: ShellScope): boolean | undefined {
  if (pattern.source === '*') return true;
  if (!isCertain(word)) return undefined;
  const expanded = expandText(pattern, scope);
  if (!isCertain(expanded)) return undefined;
  if (!pattern.parts.some((part) => part.kind === 'glob')) return expanded.text === word.text;
  return matchesGlob(pattern, word.text);
}

/** Patterns of literal text and `*`; others are left open. */
function matchesGlob(pattern: ShellWord, text: string): boolean | undefined {
  let position = 0;
  let floating = false;
  for (const part of pattern.parts) {
    if (part.kind === 'glob' && part.value === '*') {
      floating = true;
      continue;
    }
    if (part.kind !== 'text') return undefined;
    const found = floating ? text.indexOf(part.value, position) : text.startsWith(part.value, position) ? position : -1;
    if (found === -1) return false;
    position = found + part.value.length;
    floating = false;
  }
  return floating || position === text.length;
}

import type { Range } from '../../text/range.ts';

/** Values of ENV and ARG at one place of a file: undefined is set to something that only a build tells. */
export type DockerScope = ReadonlyMap<string, string | undefined>;

const VARIABLE = /\$(?:(\w+)|\{(\w+)(?::?([-+])([^{}]*))?\})/y;

/** Words of an instruction: split at white space outside of quotes. https://docs.docker.com/reference/dockerfile/#environment-replacement */
export function splitDockerWords(text: string, escape: string): readonly Range[] {
  const words: Range[] = [];
  let start: number | undefined;
  let quote = '';
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (quote === '' && /\s/.test(character)) {
      if (start !== undefined) words.push({ start, end: index });
      start = undefined;
      continue;
    }
    start ??= index;
    if (character === escape && quote !== "'") index += 1;
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = '';
  }
  if (start !== undefined) words.push({ start, end: text.length });
  return words;
}

/** The text without quotes and escapes and with variables put in; undefined when a variable's value is not in the file. */
export function expandDockerText(text: string, scope: DockerScope, escape: string): string | undefined {
  let result = '';
  let quote = '';
  let index = 0;
  while (index < text.length) {
    const character = text.charAt(index);
    if (character === escape && quote !== "'") {
      const next = text.charAt(index + 1);
      result += quote === '"' && !/["$\\]/.test(next) ? character + next : next;
      index += 2;
      continue;
    }
    if (character === '$' && quote !== "'") {
      const variable = variableAt(text, index, scope);
      if (variable === undefined) return undefined;
      result += variable.value;
      index = variable.end;
      continue;
    }
    const delimiter = quote === '' ? character === '"' || character === "'" : character === quote;
    if (delimiter) quote = quote === '' ? character : '';
    else result += character;
    index += 1;
  }
  return result;
}

function variableAt(text: string, at: number, scope: DockerScope): { readonly value: string; readonly end: number } | undefined {
  VARIABLE.lastIndex = at;
  const match = VARIABLE.exec(text);
  // A dollar sign that begins no variable stands for itself; an expression we do not know does not.
  if (match === null) return text.charAt(at + 1) === '{' ? undefined : { value: '$', end: at + 1 };
  const [all, plain, braced, operator, operand = ''] = match;
  const name = plain ?? braced ?? '';
  const end = at + all.length;
  const value = scope.get(name);
  if (value === undefined && (scope.has(name) || operator !== '-')) return undefined;
  if (operator === '-') return value === undefined || value === '' ? withoutVariables(operand, end) : { value, end };
  if (operator === '+') return value === '' ? { value: '', end } : withoutVariables(operand, end);
  return value === undefined ? undefined : { value, end };
}

function withoutVariables(operand: string, end: number): { readonly value: string; readonly end: number } | undefined {
  return operand.includes('$') ? undefined : { value: operand, end };
}

import type { Literal } from './followed.ts';

/** What an operator with one side makes of a value; 'unknown' when that cannot be told. */
export function unaryValue(operator: string, value: Literal): Literal | 'unknown' {
  if (operator === 'not') return !value;
  if (typeof value !== 'number') return 'unknown';
  return operator === '-' ? -value : operator === '+' ? value : 'unknown';
}

/** What an operator makes of two values; 'unknown' when that cannot be told. */
export function binaryValue(operator: string, left: Literal, right: Literal): Literal | 'unknown' {
  if (operator === '==' || operator === 'is') return left === right;
  if (operator === '!=' || operator === 'is not') return left !== right;
  if (typeof left === 'string' && typeof right === 'string') {
    if (operator === '+') return left + right;
    return operator === 'in' ? right.includes(left) : operator === 'not in' ? !right.includes(left) : 'unknown';
  }
  if (typeof left !== 'number' || typeof right !== 'number') return 'unknown';
  switch (operator) {
    case '+': return left + right;
    case '-': return left - right;
    case '*': return left * right;
    case '/': return right === 0 ? 'unknown' : left / right;
    case '//': return right === 0 ? 'unknown' : Math.floor(left / right);
    case '**': return Math.abs(right) > 64 ? 'unknown' : left ** right;
    case '<': return left < right;
    case '>': return left > right;
    case '<=': return left <= right;
    case '>=': return left >= right;
    default: return 'unknown';
  }
}

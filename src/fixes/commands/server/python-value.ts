import type { Plain } from '../../../model/change.ts';
import type { Quote } from '../../../text/quotes.ts';
import { variableIn } from '../address.ts';

/** A value as Python code, in the quotes of its file. */
export interface PythonValueCode {
  readonly code: string;
  /** True when it reads the environment, and so needs `import os`. */
  readonly needsOs: boolean;
}

/** A value, where a variable with a default beside it is read from the environment. */
export function pythonValue(value: Plain, quote: Quote, isNumber: boolean): PythonValueCode {
  if (typeof value === 'boolean') return { code: value ? 'True' : 'False', needsOs: false };
  const variable = variableIn(String(value));
  if (variable !== undefined) {
    const read = `os.environ.get(${quote}${variable.name}${quote}, ${quote}${variable.fallback}${quote})`;
    return { code: isNumber ? `int(${read})` : read, needsOs: true };
  }
  return { code: typeof value === 'number' || (isNumber && /^\d+$/.test(value)) ? String(value) : `${quote}${value}${quote}`, needsOs: false };
}

/** `host:port` as Python code: an f-string where the environment decides the port. */
export function pythonAddress(address: string, quote: Quote): PythonValueCode {
  const [, host = '', written = ''] = /^(.*?):(\$\{[^}]*\})$/s.exec(address) ?? [];
  const variable = variableIn(written);
  if (variable === undefined) return { code: `${quote}${address}${quote}`, needsOs: false };
  // Until Python 3.12 an f-string cannot hold its own quotes: https://peps.python.org/pep-0701/
  const inner = quote === '"' ? "'" : '"';
  return { code: `f${quote}${host}:{os.environ.get(${inner}${variable.name}${inner}, ${inner}${variable.fallback}${inner})}${quote}`, needsOs: true };
}

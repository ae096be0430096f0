import type { Code, Plain } from '../../model/change.ts';
import { quoted } from '../../text/quotes.ts';
import type { Style } from './style.ts';

/** A value as Python writes it. */
export function literalOf(value: Plain | Code, { quote }: Pick<Style, 'quote'>): string {
  if (typeof value === 'object') return value.code;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'number' ? String(value) : quoted(value, quote);
}

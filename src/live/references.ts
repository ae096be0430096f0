import type { LiveReference } from '../model/live-state.ts';
import { holdsRandomWord } from '../text/random-word.ts';

/** A stretch of a value: text that somebody wrote, or something that Railway puts in. */
export type ValuePiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'reference'; readonly reference: LiveReference | undefined; readonly shown: string };

/** `${{...}}`, where an argument in quotes may hold braces. https://docs.railway.com/variables/reference#template-syntax */
const TEMPLATE = /\$\{\{((?:"[^"]*"|'[^']*'|[^{}"']){0,400})\}\}/g;
const REFERENCE = /^(?:([A-Za-z\d](?:[\w .-]{0,98}[\w-])?)\.)?([A-Za-z_][\w-]{0,99})$/;
/** Functions that a template runs: https://docs.railway.com/templates/create#template-variable-functions */
const FUNCTION = /^(secret|randomInt)\((.*)\)$/s;

/** A value cut at its templates. A template whose inside has no form of a name keeps its braces alone. */
export function piecesOf(value: string): readonly ValuePiece[] {
  const pieces: ValuePiece[] = [];
  let end = 0;
  for (const match of value.matchAll(TEMPLATE)) {
    if (match.index > end) pieces.push({ kind: 'text', text: value.slice(end, match.index) });
    pieces.push(templateOf((match[1] ?? '').trim()));
    end = match.index + match[0].length;
  }
  if (end < value.length) pieces.push({ kind: 'text', text: value.slice(end) });
  return pieces;
}

function templateOf(inside: string): ValuePiece {
  const [, called, given = ''] = FUNCTION.exec(inside) ?? [];
  if (called !== undefined) return { kind: 'reference', reference: undefined, shown: `\${{${called}(${/^\d{0,3}$/.test(given.trim()) ? given.trim() : '…'})}}` };
  const [, service, variable = ''] = REFERENCE.exec(inside) ?? [];
  if (variable === '' || holdsRandomWord(inside)) return { kind: 'reference', reference: undefined, shown: '${{…}}' };
  return { kind: 'reference', reference: service === undefined ? { variable } : { service, variable }, shown: `\${{${inside}}}` };
}

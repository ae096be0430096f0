import type { LiveReference } from '../model/live-state.ts';
import { holdsRandomWord } from '../text/random-word.ts';

/** A stretch of a value: text that somebody wrote, or something that Railway puts in. */
export type ValuePiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'reference'; readonly reference: LiveReference | undefined; readonly shown: string };

/** `${{...}}`, where an argument in quotes may hold braces. https://docs.railway.com/variables/reference#template-syntax */
const TEMPLATE = /\$\{\{((?:"[^"]*"|'[^']*'|[^{}"']){0,400})\}\}/g;
/** A name that Railway takes from a package, `@acme/web`, or that has dots stands in quotes: https://github.com/wasp-lang/wasp/issues/3513 */
const QUOTED = String.raw`[@A-Za-z\d](?:[\w @/.-]{0,98}[\w-])?`;
const BARE = String.raw`[A-Za-z\d](?:[\w .-]{0,98}[\w-])?`;
const REFERENCE = new RegExp(String.raw`^(?:(?:"(?<double>${QUOTED})"|'(?<single>${QUOTED})'|(?<bare>${BARE}))\.)?(?<variable>[A-Za-z_][\w-]{0,99})$`);
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
  const { double, single, bare, variable = '' } = REFERENCE.exec(inside)?.groups ?? {};
  const service = double ?? single ?? bare;
  if (variable === '' || holdsRandomWord(inside)) return { kind: 'reference', reference: undefined, shown: '${{…}}' };
  return { kind: 'reference', reference: service === undefined ? { variable } : { service, variable }, shown: `\${{${inside}}}` };
}

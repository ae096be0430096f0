import type { LiveReference, LiveVariable } from '../model/live-state.ts';
import { holdsRandomWord } from '../text/random-word.ts';
import { secretsIn } from '../text/secrets.ts';
import { addressOf, optionsOf } from './address.ts';
import { hostListShape } from './host-list.ts';
import { isKnownValue } from './known-value.ts';
import { hostOf } from './public-words.ts';
import { piecesOf, type ValuePiece } from './references.ts';
import { secretOf } from './secret-of.ts';

/** A variable as `railway environment config --json` holds it: references as they are written, everything else decrypted. */
export interface RawVariable {
  /** None where it is sealed. */
  readonly value?: string | null;
  readonly isSealed?: boolean | null;
}

/** How wide a shape may be, in columns. */
const WIDEST = 60;
/** Stands for a name that is none, or that somebody pasted a value into. */
const HIDDEN_NAME = '…';
const NAME = /^[A-Za-z_][\w.-]{0,200}$/;
/** Text between references that says nothing: `${{HOST}}:${{PORT}}`. */
const JOINT = /^[:/@,;. -]{1,3}$/;

/**
 * The shape of a variable. Nothing of the value is in it but names of references, words that everybody knows (schemes, endings of Railway's
 * hosts, options of connections), ports, and the whole value where `isKnownValue` allows it. A value that Railway does not give counts as sealed.
 */
export function redactVariable(name: string, { value, isSealed }: RawVariable): LiveVariable {
  const shownName = NAME.test(name) && secretsIn(name).length === 0 && !holdsRandomWord(name) ? name : HIDDEN_NAME;
  if (isSealed === true || typeof value !== 'string') return { name: shownName, form: 'sealed', shown: '(sealed)', references: [] };
  const whole = value.trim();
  const padded = whole === value ? {} : { padded: true as const };
  if (whole === '') return { name: shownName, form: 'empty', shown: '(empty)', references: [], ...padded };
  const quote = quoteOf(whole);
  const inner = quote === undefined ? whole : whole.slice(1, -1);
  const { form, shown, references, ...more } = isKnownValue(shownName, inner) ? keptShape(inner, value) : shapeOf(shownName, inner);
  return { name: shownName, form, shown: shownOf(shown, quote), ...(quote === undefined ? {} : { quoted: quote }), ...padded, references, ...more };
}

/** What is said of a text without the quotes and blanks around it; `shown` are texts one after the other. */
interface Shape extends Pick<LiveVariable, 'form' | 'references' | 'value' | 'url' | 'secret'> {
  readonly shown: readonly string[];
}

const keptShape = (text: string, value: string): Shape => ({ form: formOf(text), shown: [text], references: [], value });

function shapeOf(name: string, text: string): Shape {
  const pieces = piecesOf(text);
  const address = addressOf(pieces);
  const form = address === undefined ? formOf(text) : 'url';
  const secret = secretOf({ name, form, text: plainTextOf(pieces), password: address?.password, isLocal: address?.url.host === 'local' });
  const hosts = hostListShape(name, text);
  return {
    form, shown: address?.shown ?? (hosts === undefined ? shownText(pieces) : [hosts]), references: referencesOf(pieces),
    ...(address === undefined ? {} : { url: address.url }), ...(secret === undefined ? {} : { secret }),
  };
}

/** The quotes around the whole text. */
function quoteOf(text: string): '"' | "'" | undefined {
  const first = text.charAt(0);
  return text.length > 1 && (first === '"' || first === "'") && text.endsWith(first) ? first : undefined;
}

function formOf(text: string): 'empty' | 'number' | 'boolean' | 'text' {
  if (text.trim() === '') return 'empty';
  if (/^[+-]?\d+(?:\.\d+)?$/.test(text)) return 'number';
  return /^(?:true|false|yes|no|on|off)$/i.test(text) ? 'boolean' : 'text';
}

function shownText(pieces: readonly ValuePiece[]): readonly string[] {
  const [only] = pieces;
  if (pieces.length === 1 && only?.kind === 'text') return [bareHost(only.text)];
  const [address, query] = pieces;
  // `${{MySQL.DATABASE_URL}}?connection_limit=5`: https://blog.railway.com/p/database-reference-variables
  if (pieces.length === 2 && address?.kind === 'reference' && query?.kind === 'text' && query.text.startsWith('?')) return [address.shown, ...optionsOf(query.text.slice(1)).shown];
  const parts = pieces.map((piece) => (piece.kind === 'reference' ? piece.shown : JOINT.test(piece.text) ? piece.text : '…'));
  return withJoints(parts);
}

/** A joint goes with what it leads to, so that no line is cut after it. */
function withJoints([first = '', ...rest]: readonly string[]): readonly string[] {
  const [second, ...others] = rest;
  if (second === undefined) return [first];
  return JOINT.test(first) ? [`${first}${second}`, ...(others.length === 0 ? [] : withJoints(others))] : [first, ...withJoints(rest)];
}

/** A host of Railway without a scheme, `…railway.internal:6379`; any other text is hidden. */
function bareHost(text: string): string {
  const [, host = '', port = ''] = /^([\w.…-]{1,253})(:\d{1,5})?$/.exec(text) ?? [];
  const { shown } = hostOf(host);
  return shown === '…' ? '…' : `${shown}${port}`;
}

/** The parts in one line with the quotes around them, cut between two parts where they are too wide. */
function shownOf(parts: readonly string[], quote = ''): string {
  const room = WIDEST - 2 * quote.length;
  const whole = parts.join('');
  if (whole.length <= room) return `${quote}${whole}${quote}`;
  for (let count = parts.length - 1; count >= 0; count -= 1) {
    const cut = `${parts.slice(0, count).join('').replace(/…$/, '')}${/^[?&]/.exec(parts[count] ?? '')?.[0] ?? ''}…`;
    if (cut.length <= room) return `${quote}${cut}${quote}`;
  }
  return `${quote}…${quote}`;
}

function plainTextOf(pieces: readonly ValuePiece[]): string {
  return pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
}

function referencesOf(pieces: readonly ValuePiece[]): readonly LiveReference[] {
  return pieces.flatMap((piece) => (piece.kind === 'reference' && piece.reference !== undefined ? [piece.reference] : []));
}

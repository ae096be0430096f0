import type { LiveUrl } from '../model/live-state.ts';
import { hostOf, isPublicOption, isScheme } from './public-words.ts';
import type { ValuePiece } from './references.ts';

/** An address with what may be shown of it. */
export interface Address {
  readonly url: LiveUrl;
  /** Texts that stand one after the other; a line may end between two of them. */
  readonly shown: readonly string[];
  /** What is written as a password, in plain sight; undefined where there is none, or references stand for it. */
  readonly password: string | undefined;
}

/** Gives what may be shown of a part: its references, and `…` for the text between them. */
type Mask = (part: string) => readonly string[];

/** References stand in the text as one character each, which no address has, so that it can be cut like one without references. */
const FIRST_MARK = 0xe000;
const MARK = /[\ue000-\uf8ff]/;
const MARKS = /([\ue000-\uf8ff])/g;
const MOST_PIECES = 100;

const ADDRESS = /^([A-Za-z][\w+.:-]{0,40}):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#.*)?$/s;
const AUTHORITY = /^(?:(.*)@)?(\[[^\]]*\]|[^:[\]]*)(?::([^:]*))?$/s;

/** The address that a value is; undefined where it is none, holds several, or begins with no known scheme. */
export function addressOf(pieces: readonly ValuePiece[]): Address | undefined {
  const parts = partsOf(pieces);
  if (parts === undefined) return undefined;
  const { scheme, authority, path, query, text } = parts;
  const mask = maskFor(pieces);
  const access = accessOf(authority, { path, rest: text.slice(text.indexOf('://') + 3 + authority.length) }, mask);
  const options = optionsOf(query);
  const { host, port, hasPassword, password } = access;
  return {
    url: { scheme, host, ...(port === undefined ? {} : { port }), hasPassword, options: options.known },
    shown: [`${scheme}://`, ...access.shown, ...pathShown(path, mask), ...options.shown], password,
  };
}

function partsOf(pieces: readonly ValuePiece[]): { readonly scheme: string; readonly authority: string; readonly path: string; readonly query: string; readonly text: string } | undefined {
  const text = pieces.length > MOST_PIECES ? '' : marked(pieces);
  const [, scheme = '', authority = '', path = '', query = ''] = /\s/.test(text) ? [] : ADDRESS.exec(text) ?? [];
  return isScheme(scheme.toLowerCase()) && !`${authority}${path}`.includes('://') ? { scheme: scheme.toLowerCase(), authority, path, query, text } : undefined;
}

function marked(pieces: readonly ValuePiece[]): string {
  return pieces.map((piece, index) => (piece.kind === 'text' ? piece.text.replaceAll(MARKS, '?') : String.fromCharCode(FIRST_MARK + index))).join('');
}

function maskFor(pieces: readonly ValuePiece[]): Mask {
  return (part) => part.split(MARKS).filter((each) => each !== '').map((each) => {
    const piece = MARK.test(each) ? pieces[each.charCodeAt(0) - FIRST_MARK] : undefined;
    return piece?.kind === 'reference' ? piece.shown : '…';
  });
}

/** What stands between the scheme and the path: user, host and port. */
interface Access extends Pick<LiveUrl, 'host' | 'hasPassword'>, Pick<Address, 'password'> {
  readonly port: number | undefined;
  readonly shown: readonly string[];
}

function accessOf(authority: string, { path, rest }: { readonly path: string; readonly rest: string }, mask: Mask): Access {
  const [, user, host = '', written] = AUTHORITY.exec(authority) ?? [];
  const known = hostOf(host);
  // A slash, a question mark or a number sign in a password that is not encoded cuts the address too early: what stands for the port is a part of it.
  const isCut = (path === '' ? rest : path).includes('@') && known.kind === 'other';
  const port = isCut ? undefined : written;
  return {
    host: known.kind === 'other' && MARK.test(host) ? 'reference' : known.kind, port: numberOf(port), ...passwordOf(isCut ? `${authority}${rest}`.replace(/@[^@]*$/, '') : user),
    shown: [...(user === undefined ? [] : ['…@']), ...hostShown(host, known.shown, mask), ...portShown(port, mask)],
  };
}

/** The ending of the host, with the references before it. */
function hostShown(host: string, ending: string, mask: Mask): readonly string[] {
  if (ending === '…') return mask(host);
  const [before = ''] = /^.*[\ue000-\uf8ff]/.exec(host) ?? [];
  return before === '' ? [ending] : [...mask(before), `.${ending.replace('…', '')}`];
}

function numberOf(port: string | undefined): number | undefined {
  return port !== undefined && /^\d{1,5}$/.test(port) && Number(port) < 65_536 ? Number(port) : undefined;
}

function portShown(port: string | undefined, mask: Mask): readonly string[] {
  if (port === undefined) return [];
  const number = numberOf(port);
  return number === undefined ? [':', ...mask(port)] : [`:${number}`];
}

function pathShown(path: string, mask: Mask): readonly string[] {
  return path.startsWith('/') ? ['/', ...mask(path.slice(1))] : mask(path);
}

/** What stands after the colon of the user. */
function passwordOf(user = ''): Pick<Access, 'password' | 'hasPassword'> {
  const [, written = ''] = /^[^:]*:(.*)$/s.exec(user) ?? [];
  const plain = written.replaceAll(MARKS, '');
  return { hasPassword: written !== '', password: plain === '' ? undefined : plain };
}

/** The options of a query that may be shown, and how the query is shown. */
export function optionsOf(query: string): { readonly known: Readonly<Record<string, string>>; readonly shown: readonly string[] } {
  if (query === '') return { known: {}, shown: [] };
  const pairs = query.split('&').map((pair): readonly [string, string] => { const [name = '', ...value] = pair.split('='); return [name, value.join('=')]; });
  const known = pairs.filter(([name, value]) => isPublicOption(name, value)).sort(([a], [b]) => (a < b ? -1 : 1));
  const shown = [...known.map(([name, value]) => `${name}=${value}`), ...(known.length < pairs.length ? ['…'] : [])];
  return { known: Object.fromEntries(known), shown: shown.map((each, index) => `${index === 0 ? '?' : '&'}${each}`) };
}

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

/** References stand in the text as one character each, which no address has, so that it can be cut like one without references. */
const FIRST_MARK = 0xe000;
const MARK = /[\ue000-\uf8ff]/;
const MARKS = /[\ue000-\uf8ff]/g;

const ADDRESS = /^([A-Za-z][\w+.:-]{0,40}):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#.*)?$/s;
const AUTHORITY = /^(?:(.*)@)?(\[[^\]]*\]|[^:[\]]*)(?::([^:]*))?$/s;

/** The address that a value is; undefined where it is none, holds several, or begins with no known scheme. */
export function addressOf(pieces: readonly ValuePiece[]): Address | undefined {
  const text = pieces.map((piece, index) => (piece.kind === 'text' ? piece.text.replaceAll(MARKS, '?') : String.fromCharCode(FIRST_MARK + index))).join('');
  const [, written = '', authority = '', path = '', query = ''] = pieces.length > 100 || /\s/.test(text) ? [] : ADDRESS.exec(text) ?? [];
  const scheme = written.toLowerCase();
  if (!isScheme(scheme) || `${authority}${path}`.includes('://')) return undefined;
  const [, user, host = '', port] = AUTHORITY.exec(authority) ?? [];
  const shownMark = (mark: string): string => { const piece = pieces[mark.charCodeAt(0) - FIRST_MARK]; return piece?.kind === 'reference' ? piece.shown : '…'; };
  const masked = (part: string): string[] => part.split(/([\ue000-\uf8ff])/).filter((each) => each !== '').map((each) => (MARK.test(each) ? shownMark(each) : '…'));
  const known = hostOf(host);
  // A slash in a password that is not encoded cuts the address too early: what stands for the port is a part of it.
  const isCut = path.includes('@') && known.kind === 'other';
  const options = optionsOf(query);
  const { password, hasPassword } = passwordOf(isCut ? `${authority}${path}` : user ?? '', isCut);
  return {
    url: { scheme, host: MARK.test(host) && known.kind === 'other' ? 'reference' : known.kind, ...portOf(isCut ? undefined : port), hasPassword, options: options.known },
    shown: [
      `${scheme}://`, ...(user === undefined ? [] : ['…@']), ...hostShown(host, known.shown, masked), ...portShown(isCut ? undefined : port, masked),
      ...(path === '' || path === '/' ? [path] : path.startsWith('/') ? ['/', ...masked(path.slice(1))] : masked(path)),
      ...options.shown,
    ].filter((each) => each !== ''),
    password,
  };
}

function hostShown(host: string, ending: string, masked: (part: string) => string[]): readonly string[] {
  if (host === '') return [];
  if (ending === '…') return masked(host);
  const [before = ''] = /^.*[\ue000-\uf8ff]/.exec(host) ?? [];
  return before === '' ? [ending] : [...masked(before), `.${ending.replace('…', '')}`];
}

function portOf(port: string | undefined): { readonly port?: number } {
  return port !== undefined && /^\d{1,5}$/.test(port) && Number(port) < 65_536 ? { port: Number(port) } : {};
}

function portShown(port: string | undefined, masked: (part: string) => string[]): readonly string[] {
  if (port === undefined) return [];
  const { port: number } = portOf(port);
  return number === undefined ? [':', ...masked(port)] : [`:${number}`];
}

/** What stands after the colon of the user; of an address that is cut by its own password, all up to the last `@`. */
function passwordOf(user: string, isCut: boolean): { readonly password: string | undefined; readonly hasPassword: boolean } {
  const [, written = ''] = /^[^:]*:(.*)$/s.exec(isCut ? user.slice(0, user.lastIndexOf('@')) : user) ?? [];
  const plain = written.replaceAll(MARKS, '');
  return { hasPassword: written !== '', password: plain === '' ? undefined : plain };
}

function optionsOf(query: string): { readonly known: Readonly<Record<string, string>>; readonly shown: readonly string[] } {
  if (query === '') return { known: {}, shown: [] };
  const pairs = query.split('&').map((pair): readonly [string, string] => { const [name = '', ...value] = pair.split('='); return [name, value.join('=')]; });
  const known = pairs.filter(([name, value]) => isPublicOption(name, value)).sort(([a], [b]) => (a < b ? -1 : 1));
  const shown = [...known.map(([name, value]) => `${name}=${value}`), ...(known.length < pairs.length ? ['…'] : [])];
  return { known: Object.fromEntries(known), shown: shown.map((each, index) => `${index === 0 ? '?' : '&'}${each}`) };
}

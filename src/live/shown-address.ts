import type { LiveUrl, LiveVariable } from '../model/live-state.ts';

/** What stands for a host of each kind: the ending that Railway gives, where it gives one. */
const HOSTS: Readonly<Record<LiveUrl['host'], string>> = {
  'railway-private': '….railway.internal', 'railway-proxy': '….proxy.rlwy.net', 'railway-domain': '….up.railway.app', local: 'localhost', reference: '…', other: '…',
};
/** A reference to an address, with options of its own behind it. */
const REFERENCE = /^\$\{\{[^{}]+\}\}\?/;

/** The address that a variable holds, with what may be shown of it; undefined where it holds none. All options that are kept are in it, however many there are. */
export function shownAddress({ shown, url }: LiveVariable): string | undefined {
  if (url === undefined) return REFERENCE.test(shown) ? shown : undefined;
  const options = Object.entries(url.options).map((option) => option.join('='));
  const access = `${url.hasPassword ? '…@' : ''}${HOSTS[url.host]}${url.port === undefined ? '' : `:${url.port}`}`;
  return `${url.scheme}://${access}/…${options.length === 0 ? '' : `?${options.join('&')}`}`;
}

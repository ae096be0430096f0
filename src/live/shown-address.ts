import type { LiveReference, LiveUrl, LiveVariable } from '../model/live-state.ts';

/** What stands for a host of each kind: the ending that Railway gives, where it gives one. */
const HOSTS: Readonly<Record<LiveUrl['host'], string>> = {
  'railway-private': '….railway.internal', 'railway-proxy': '….proxy.rlwy.net', 'railway-domain': '….up.railway.app', local: 'localhost', reference: '…', other: '…',
};
const PROVIDED = [['RAILWAY_PRIVATE_DOMAIN', 'railway-private'], ['RAILWAY_TCP_PROXY_DOMAIN', 'railway-proxy'], ['RAILWAY_PUBLIC_DOMAIN', 'railway-domain']] as const;
/** A reference to an address, with options of its own behind it. */
const REFERENCE = /^\$\{\{[^{}]+\}\}\?/;

/** The address that a variable holds, with what may be shown of it; undefined where it holds none. All options that are kept are in it, however many there are. */
export function shownAddress({ shown, url, references }: LiveVariable): string | undefined {
  if (url === undefined) return REFERENCE.test(shown) ? shown : undefined;
  const options = Object.entries(url.options).map((option) => option.join('='));
  const access = `${url.hasPassword ? '…@' : ''}${HOSTS[hostOf(url, references)]}${url.port === undefined ? '' : `:${url.port}`}`;
  return `${url.scheme}://${access}/…${options.length === 0 ? '' : `?${options.join('&')}`}`;
}

/** What a host belongs to that Railway puts in: https://docs.railway.com/variables/reference#railway-provided-variables */
function hostOf({ host }: LiveUrl, references: readonly LiveReference[]): LiveUrl['host'] {
  const given = host !== 'reference' ? undefined : PROVIDED.find(([name]) => references.some(({ variable }) => variable === name));
  return given?.[1] ?? host;
}

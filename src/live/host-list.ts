import { hostOf } from './public-words.ts';

/** Variables that list the hosts which an application answers to. */
const NAME = /(?:^|_)ALLOWED_HOSTS$/;
/**
 * Patterns that let Railway's health check in, as Django and Starlette write them, and the check's own name. They are the same for everybody.
 * https://docs.railway.com/deployments/healthchecks
 */
const PUBLIC: ReadonlySet<string> = new Set(['*', 'healthcheck.railway.app', ...['healthcheck.railway.app', 'railway.app', 'up.railway.app', 'app'].flatMap((name) => [`.${name}`, `*.${name}`])]);
/** A host with a domain, or a pattern of such hosts, and the machine itself; `…` where it was hidden before. */
const HOST = /^(?:localhost|\*?(?:\.[a-z\d_-]{1,63}){1,10}|[a-z\d_-]{1,63}(?:\.[a-z\d_-]{1,63}){1,10}|…\.…|…[a-z.]{4,40})$/i;
/** Stands for a host that is hidden, and for several of them in a row. */
const HIDDEN = '….…';
const LONGEST = 2_000;

/**
 * The shape of a list of hosts, `….…,healthcheck.railway.app`: hosts are hidden but those that everybody knows, so that it can be told whether a known
 * one is answered. Undefined for a variable of another name, and for what is no plain list.
 */
export function hostListShape(name: string, text: string): string | undefined {
  if (!NAME.test(name) || text.length > LONGEST) return undefined;
  const parts = text.split(/(, ?| )/);
  const hosts = parts.filter((_, index) => index % 2 === 0);
  if (!hosts.every((host) => host !== '' && (PUBLIC.has(host.toLowerCase()) || HOST.test(host)))) return undefined;
  const shown = hosts.map(shownHost);
  return shown.flatMap((host, index) => (index > 0 && host === HIDDEN && shown[index - 1] === HIDDEN ? [] : [index === 0 ? host : `${parts[2 * index - 1] ?? ''}${host}`])).join('');
}

/** The shape again, of a variable as it is kept, where it is one and not cut. */
export function shownHosts(name: string, shown: string): string | undefined {
  return shown !== '…' && hostListShape(name, shown) === shown ? shown : undefined;
}

function shownHost(host: string): string {
  if (PUBLIC.has(host.toLowerCase())) return host.toLowerCase();
  const { shown } = hostOf(host);
  return shown.startsWith('…') && shown !== '…' ? shown : HIDDEN;
}

import type { Fact, Known } from '../model/fact.ts';
import type { FactName } from '../model/facts.ts';

type Facts = Map<FactName, Fact<unknown>>;

/** States host and port of the first address of `server.bind`. `anyHost` is the host of `:8000`. */
export function splitAddress(facts: Facts, anyHost: string, usualPort: number): void {
  const bind = facts.get('server.bind');
  if (bind === undefined) return;
  if (bind.state !== 'known') {
    facts.set('server.host', { ...bind, name: 'server.host' });
    facts.set('server.port', { ...bind, name: 'server.port' });
    return;
  }
  const first = Array.isArray(bind.value) ? String(bind.value[0] ?? '') : String(bind.value);
  if (/^(unix|fd):|^\//.test(first)) return;
  const { host, port } = partsOf(first);
  facts.set('server.host', { ...bind, name: 'server.host', value: host === '' || host === '*' ? anyHost : host });
  facts.set('server.port', { ...bind, name: 'server.port', value: port === '' ? usualPort : portOf(port) });
}

/** The parts of `host:port`, where a port may be `${PORT:-8000}` and a host `[::]`. */
function partsOf(address: string): { host: string; port: string } {
  const plain = address.replace(/^tcp:\/\//, '');
  const match = /^(\[[^\]]*\]|\$\{[^}]*\}|[^:]*)(?::(.*))?$/s.exec(plain);
  return { host: (match?.[1] ?? plain).replace(/^\[(.*)\]$/, '$1'), port: match?.[2] ?? '' };
}

/** A port as a number, or as the text that the environment decides. */
export function portOf(text: string): number | string {
  return /^\d+$/.test(text.trim()) ? Number(text) : text;
}

/** States `server.bind` from host and port, as servers with two options have it. */
export function joinAddress(facts: Facts): void {
  const host = facts.get('server.host');
  const port = facts.get('server.port');
  if (host === undefined || port === undefined) return;
  const open = [host, port].find((fact) => fact.state !== 'known');
  if (open !== undefined) facts.set('server.bind', { ...open, name: 'server.bind' });
  else if (host.state === 'known' && port.state === 'known') {
    const text = String(host.value);
    // Compared with what the server is told, so an IPv6 host stays as it is written.
    const value = `${text}:${String(port.value)}`;
    facts.set('server.bind', bothOf(host, port, value));
  }
}

function bothOf(host: Known<unknown>, port: Known<unknown>, value: string): Known<string> {
  const same = host.provenance.kind === 'default' && port.provenance.kind === 'default';
  return same ? { ...port, name: 'server.bind', value } : { state: 'known', name: 'server.bind', value, provenance: { kind: 'derived', from: [host, port] } };
}

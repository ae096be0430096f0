/** Host and port of `host:port`, where a host may stand in brackets and a port may be a variable. */
export interface Address {
  readonly host: string;
  readonly port: string;
}

/** The parts of an address; undefined for a socket's path. */
export function addressOf(text: string): Address | undefined {
  if (/^(?:unix|fd):|^\//.test(text)) return undefined;
  const [, scheme = '', host = '', port = ''] = /^(tcp:\/\/)?(\[[^\]]*\]|\$\{[^}]*\}|[^:]*)(?::(.*))?$/s.exec(text) ?? [];
  return { host: `${scheme}${host}`, port };
}

/** The address with another host or port. */
export function withPart(address: Address, part: Partial<Address>): string {
  const { host, port } = { ...address, ...part };
  return port === '' ? host : `${host}:${port}`;
}

/** A variable with a default beside it: `${PORT:-8000}`. */
export function variableIn(text: string): { readonly name: string; readonly fallback: string } | undefined {
  const [, name, fallback] = /^\$\{(\w+):-([^${}]*)\}$/.exec(text) ?? [];
  return name === undefined || fallback === undefined ? undefined : { name, fallback };
}

/** True for a pattern of a list of hosts that lets a host in: `*`, the name itself, Django's `.railway.app`, Starlette's `*.railway.app`. */
export function covers(pattern: string, host: string): boolean {
  const name = pattern.toLowerCase().replace(/:\d+$/, '');
  if (name === '*' || name === host) return true;
  return (name.startsWith('.') || name.startsWith('*.')) && host.endsWith(name.replace(/^\*/, ''));
}

import type { Fact, StartStep } from '#rule';

const PROXIES = ['nginx', 'caddy', 'haproxy', 'traefik', 'envoy', 'supervisord', 'httpd', 'apache2'];
/** Runtimes whose program opens the socket itself. */
const RUNTIMES = ['node', 'bun', 'deno', 'python', 'tsx', 'ts-node', 'nest'];

/** True when a proxy runs in the same container and faces the outside. */
export function hasProxy(steps: Fact<readonly StartStep[]> | undefined): boolean {
  if (steps?.state !== 'known') return false;
  return steps.value.some(({ words }) => PROXIES.includes((words[0] ?? '').replace(/^.*\//, '')));
}

/** True when the program itself listens, not a server that loads it. */
export function isProgram(server: string): boolean {
  return RUNTIMES.includes(server);
}

import type { Fact, Known, StartStep, Variable } from '#rule';
import { runVariables } from './variables.ts';

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

/** True where a number is that of an image's `ENV PORT`, which the platform's own value replaces. */
export function isImageVariable({ provenance }: Known<unknown>, name: string, variables: Fact<readonly Variable[]> | undefined): boolean {
  return runVariables(variables).some(({ variable, at }) => variable === name && at.provenance.kind === 'declared'
    && provenance.kind === 'declared' && at.provenance.file.path === provenance.file.path
    && at.provenance.range.start <= provenance.range.start && provenance.range.end <= at.provenance.range.end);
}

import type { FactSet, Known } from '#rule';

/** The server that answers for a service, where it is known to be one of these. */
export function serverAmong({ 'start.server': server }: FactSet, ...names: readonly string[]): Known<string> | undefined {
  return server?.state === 'known' && names.includes(server.value) ? server : undefined;
}

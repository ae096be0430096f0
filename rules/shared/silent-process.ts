import { valueOf, type Evidence, type FactSet, type Service, type Singleton } from '#rule';
import { keptInProcess } from './alone.ts';
import { recordsIn } from './records.ts';

/** Words of a worker's command that open a page for people: `celery -A shop flower`. */
const PAGES = /\s(?:flower|dashboard)(?:\s|$)/;

/**
 * What shows that the process answers no request. Code that was not read shows nothing, and what lies outside of the service's folder may run in
 * another program. `workers` are programs that only take work from a queue.
 */
export function answersNobody({ facts, root }: Pick<Service, 'facts' | 'root'>, workers: readonly string[]): { readonly at: Evidence; readonly what: string } | undefined {
  if (listensSomewhere(facts)) return undefined;
  const server = facts['start.server'];
  if (server?.state === 'known' && workers.includes(server.value)) return { at: server, what: `${server.value} answers no requests` };
  const isSilent = facts['web.listens']?.state === 'absent' && facts['web.app']?.state !== 'known' && facts['web.routes']?.state !== 'known';
  const [kept] = isSilent ? keptInProcess(facts, ['bot', 'consumer', 'scheduler']).filter((each) => isInside(each, root)) : [];
  return kept === undefined ? undefined : { at: kept.at, what: `the program opens no port: ${kept.what}` };
}

function isInside({ at: { provenance } }: Singleton, root: string): boolean {
  return root === '' || (provenance.kind === 'declared' && provenance.file.path.startsWith(`${root}/`));
}

function listensSomewhere({ 'web.listens': listens, 'start.serverCommand': command }: FactSet): boolean {
  return (recordsIn(listens) ?? []).length > 0 || PAGES.test(valueOf(command) ?? '');
}

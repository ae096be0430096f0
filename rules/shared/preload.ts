import { valueOf, type FactSet } from '#rule';
import { isDeployedTo } from './platforms.ts';
import { recordsIn } from './records.ts';

/** Why gunicorn's application should not be loaded before the workers fork, or need not be; undefined where nothing speaks against it. */
export function reasonAgainstPreload(facts: FactSet): string | undefined {
  const preload = facts['server.preload'];
  if (isDeployedTo(facts, 'render') && preload?.state === 'known' && preload.provenance.kind === 'default') {
    return "Render's environment may set it in GUNICORN_CMD_ARGS";
  }
  if (valueOf(facts['server.reload']) === true) return 'it watches files';
  if (/gevent|eventlet/i.test(valueOf(facts['server.workerClass']) ?? '')) return 'its worker class patches the process first';
  return opensNothing(facts) ? undefined : 'what it opens on import would be shared by its workers, or cannot be told';
}

/** True where nothing is made on import that a fork would share, as far as the code says. */
function opensNothing(facts: FactSet): boolean {
  const lists = [facts['database.pools'], facts['redis.clients'], facts['http.clients']].map((fact) => recordsIn<{ readonly scope: string }>(fact));
  const isQuiet = lists.every((list) => list?.every(({ scope }) => scope !== 'module') === true);
  return isQuiet && recordsIn(facts['process.singletons'])?.length === 0;
}

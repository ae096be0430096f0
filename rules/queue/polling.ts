import { defineCheck, fail, notApplicable, pass, valueOf, type Evidence, type FactSet, type QueueWorker } from '#rule';
import { advised } from '../shared/advised.ts';
import { keptInProcess } from '../shared/alone.ts';
import { isDeployedTo } from '../shared/platforms.ts';
import { packageNamed } from '../shared/queues.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['queue.workers', 'deploy.sleep', 'service.platforms', 'process.singletons', 'runtime.dependencies', 'database.pools', 'start.server'],
  check(_facts, { service: { facts }, strings }) {
    const [worker] = (recordsIn(facts['queue.workers']) ?? []).filter((each) => strings('libraries').includes(each.library) && takesWork(facts, each));
    if (worker === undefined) return notApplicable('it runs no worker that polls');
    const sleeper = sleepingService(facts) ?? sleepingDatabase(facts, worker);
    if (sleeper === undefined) return pass();
    if (sleeper.isService && keptInProcess(facts, ['scheduler', 'bot', 'consumer']).length > 0) return notApplicable('deploy/sleep says what keeps it awake');
    return fail({ message: `${worker.library} asks for work all the time, and ${sleeper.what}`, evidence: [worker.at, sleeper.at], anchor: 'polling', fix: advised(sleeper.advice) });
  },
});

/** A web server with Celery's application only sends. */
function takesWork(facts: FactSet, { library }: QueueWorker): boolean {
  return ['pg-boss', 'bullmq'].includes(library) || valueOf(facts['start.server']) === library;
}

interface Sleeper {
  readonly at: Evidence;
  readonly what: string;
  readonly advice: string;
  readonly isService: boolean;
}

function sleepingService(facts: FactSet): Sleeper | undefined {
  const sleep = facts['deploy.sleep'];
  if (!isDeployedTo(facts, 'railway') || sleep?.state !== 'known' || !sleep.value) return undefined;
  return { at: sleep, what: 'its service, which is to sleep without traffic, never does', advice: 'Let the worker stay awake, or start its work from a schedule', isService: true };
}

/** pg-boss in the database of a driver that is made for Neon. */
function sleepingDatabase(facts: FactSet, { library }: QueueWorker): Sleeper | undefined {
  const driver = packageNamed(facts, '@neondatabase/serverless');
  const pool = (recordsIn(facts['database.pools']) ?? []).find(({ database }) => String(valueOf(database) ?? '').includes('.neon.tech'));
  const at = pool?.at ?? driver?.at;
  if (library !== 'pg-boss' || at === undefined) return undefined;
  return { at, what: 'a Neon database that would scale to zero stays on', advice: 'Ask less often (pollingIntervalSeconds), or keep the queue in another database', isService: false };
}

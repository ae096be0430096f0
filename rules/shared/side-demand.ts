import { derive, renamed, valueOf, type FactSet, type Known, type Service, type SideProcess } from '#rule';
import type { Told } from './connections.ts';

/** Workers that run one job at a time, so that each of their processes takes one connection of a pool. */
const ONE_JOB = ['rq', 'rqworker', 'rqscheduler', 'huey_consumer', 'huey_consumer.py', 'procrastinate'];

/** Connections that a process type beside the main one takes: one for each pool of each child. Undefined where nobody can follow what it starts. */
export function sideDemand(side: SideProcess, { facts }: Service, pools: number): Told | undefined {
  const server = valueOf(side.server);
  const name = `connections of ${side.process.value}`;
  if (server === 'celery') {
    const children = side.kind === 'cron' ? undefined : celeryChildren(facts, side.workers);
    if (children !== undefined && !('state' in children)) return children;
    return children === undefined ? renamed(derive(name, [side.process], () => pools), name) : derive(name, [children], (count) => count * pools);
  }
  return ONE_JOB.includes(server ?? '') ? derive(name, [side.process], () => pools) : undefined;
}

/** Children of a Celery worker: its command says how many, or `worker_concurrency` does, else the machine. https://docs.celeryq.dev/en/stable/userguide/workers.html#concurrency */
export function celeryChildren(facts: FactSet, workers: SideProcess['workers'] | undefined): Told {
  if (workers?.state === 'known') return workers;
  const written = valueOf(facts['queue.workers'])?.map((worker) => (worker.library === 'celery' ? worker.concurrency : undefined)).find((each) => each?.state === 'known');
  if (written?.state === 'known') return renamed(written, 'children') satisfies Known<number>;
  return { because: 'Celery starts a child for each CPU of the machine, and nothing says how many that are' };
}

import { derive, renamed, valueOf, type FactSet, type Known, type Service, type SideProcess } from '#rule';
import type { Told } from './told.ts';

/** Workers that run one job at a time, so that each of their processes takes one connection of a pool. */
const ONE_JOB = ['rq', 'rqworker', 'rqscheduler', 'huey_consumer', 'huey_consumer.py', 'procrastinate'];

/** Connections that a process type beside the main one takes: one for each pool of each child. Undefined where nobody can follow what it starts. */
export function sideDemand(side: SideProcess, { facts }: Service, pools: number): Told | undefined {
  const server = valueOf(side.server);
  const isBeat = server === 'celery' && side.kind === 'cron';
  if (server !== 'celery' && !ONE_JOB.includes(server ?? '')) return undefined;
  const children = server === 'celery' && !isBeat ? celeryChildren(facts, side.workers) : undefined;
  if (children !== undefined && !('state' in children)) return children;
  const factors: readonly Known<unknown>[] = [children ?? side.process, ...(side.replicas.state === 'known' ? [side.replicas] : [])];
  const times = (children?.value ?? 1) * (valueOf(side.replicas) ?? 1);
  return derive(`connections of ${side.process.value}`, factors, () => times * pools);
}

/** Children of a Celery worker: its command says how many, or `worker_concurrency` does, else the machine. https://docs.celeryq.dev/en/stable/userguide/workers.html#concurrency */
export function celeryChildren(facts: FactSet, workers: SideProcess['workers'] | undefined): Told {
  if (workers?.state === 'known') return renamed(workers, 'children');
  const written = valueOf(facts['queue.workers'])?.map((worker) => (worker.library === 'celery' ? worker.concurrency : undefined)).find((each) => each?.state === 'known');
  if (written?.state === 'known') return renamed(written, 'children');
  return { because: 'Celery starts a child for each CPU of the machine, and nothing says how many that are' };
}

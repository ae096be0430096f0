import { existsSync, readFileSync } from 'node:fs';

/** On Linux: nanoseconds that this thread has run. https://docs.kernel.org/scheduler/sched-stats.html */
const THREAD = '/proc/thread-self/schedstat';
const HAS_THREAD = existsSync(THREAD);

/**
 * Milliseconds that the processor works for something in this thread: a busy machine takes longer, and works no more. Where the system
 * does not tell of a thread, those of the process, in which other tests may run.
 */
export async function processorTime(work: () => unknown): Promise<number> {
  const before = now();
  await work();
  return now() - before;
}

function now(): number {
  if (HAS_THREAD) return Number(readFileSync(THREAD, 'utf8').split(' ', 1)[0]) / 1e6;
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

import { spawnSync } from 'node:child_process';
import { eventually } from './eventually.ts';
import type { Running } from './real-tools.ts';

/** The processes that a program started, such as the workers of gunicorn. */
export const childrenOf = ({ process: { pid } }: Running): readonly number[] =>
  spawnSync('ps', ['--ppid', String(pid), '-o', 'pid='], { encoding: 'utf8' }).stdout.split('\n').filter((line) => line.trim() !== '').map(Number);

/** Does something while one worker alone may answer: the system gives a request to any of them, and many in a row to the same one. */
export async function whileAlone<T>(worker: number, all: readonly number[], act: () => Promise<T>): Promise<T> {
  const others = all.filter((pid) => pid !== worker);
  for (const pid of others) process.kill(pid, 'SIGSTOP');
  try {
    await eventually(() => others.every((pid) => isStopped(pid)), () => 'a worker does not stop');
    return await act();
  } finally {
    for (const pid of others) process.kill(pid, 'SIGCONT');
  }
}

const isStopped = (pid: number): boolean => spawnSync('ps', ['-p', String(pid), '-o', 'stat='], { encoding: 'utf8' }).stdout.startsWith('T');

import { readFileSync } from 'node:fs';

/** Whether a process runs. Where nobody collects what has ended, it stays in the table of processes as a zombie. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return process.platform !== 'linux'; // there the process went meanwhile
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import { HANG_LIMIT } from './hang-limit.ts';

/** Waits until something is so. Throws with what `told` says when it never is. */
export async function eventually(isSo: () => boolean | Promise<boolean>, told: () => string = () => 'it never was so'): Promise<void> {
  for (const end = performance.now() + HANG_LIMIT; !(await isSo()); await sleep(20)) {
    if (performance.now() > end) throw new Error(told());
  }
}

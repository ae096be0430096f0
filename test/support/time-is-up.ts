import { join } from 'node:path';
import type { Double } from './railway-double.ts';

/**
 * Variables that let the program's limit of so many seconds be over once the double of the mode "slow" waits, and never before: a call
 * that is only held up by a busy machine is not taken for it.
 */
export function timeIsUp(double: Double, seconds: number): Readonly<Record<string, string>> {
  const note = join(double.bin, '../waits');
  const code = `import { existsSync } from 'node:fs';
const start = globalThis.setTimeout;
globalThis.setTimeout = (act, milliseconds, ...rest) => {
  if (milliseconds !== ${seconds * 1000}) return start(act, milliseconds, ...rest);
  const timer = setInterval(() => {
    if (!existsSync(${JSON.stringify(note)})) return;
    clearInterval(timer);
    act(...rest);
  }, 20);
  return timer;
};`;
  return { RAILWAY_DOUBLE_WAITS: note, NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
}

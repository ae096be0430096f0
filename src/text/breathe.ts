/** Longest time, in milliseconds, that reading goes on without looking up. */
const LONGEST_BREATH = 50;

let last = Date.now();

/** Lets signals and timers have their turn once in a while, so that Ctrl-C ends a long scan and a spinner turns. */
export async function breathe(): Promise<void> {
  if (Date.now() - last < LONGEST_BREATH) return;
  await new Promise((resolve) => setImmediate(resolve));
  last = Date.now();
}

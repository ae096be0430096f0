/** Whether a person, or the system, wants the program to end. */
export interface Interruption {
  readonly isAsked: () => boolean;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Exit code of a run that was broken off. */
const INTERRUPTED = 130;

/** Does work that ends by itself when it is asked to, so that it can say what it did. Until then nobody else hears of it; a second signal ends the program at once. */
export async function whileInterruptible<T>(work: (interruption: Interruption) => Promise<T>): Promise<T> {
  let isAsked = false;
  const ask = (): void => {
    if (isAsked) process.exit(INTERRUPTED);
    isAsked = true;
  };
  const others = SIGNALS.map((signal) => [signal, process.listeners(signal)] as const); // what ends the program at the first one
  for (const signal of SIGNALS) process.removeAllListeners(signal).on(signal, ask);
  try {
    return await work({ isAsked: () => isAsked });
  } finally {
    for (const [signal, listeners] of others) {
      process.removeListener(signal, ask);
      for (const listener of listeners) process.on(signal, listener);
    }
  }
}

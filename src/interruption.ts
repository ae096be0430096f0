/** Whether a person, or the system, wants the program to end. */
export interface Interruption {
  readonly isAsked: () => boolean;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Does work that ends by itself when it is asked to, so that it can say what it did. A second signal ends the program at once. */
export async function whileInterruptible<T>(work: (interruption: Interruption) => Promise<T>): Promise<T> {
  let isAsked = false;
  const ask = (): void => {
    if (isAsked) process.exit(130);
    isAsked = true;
  };
  for (const signal of SIGNALS) process.on(signal, ask);
  try {
    return await work({ isAsked: () => isAsked });
  } finally {
    for (const signal of SIGNALS) process.removeListener(signal, ask);
  }
}

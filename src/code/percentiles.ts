/** True for the name of a high percentile: `p95`, `p99_ms`. */
export const isPercentile = (name: string): boolean => /^p9[0-9](?:\d|_\w+)?$/i.test(name);

/** True for a text that may hold such a name. */
export const namesPercentile = (text: string): boolean => /\bp9[0-9]/i.test(text);

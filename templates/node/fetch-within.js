/** fetch keeps connections by itself, and waits for five minutes unless it is told not to. */
export const fetchWithin = (url, { timeout = {{ timeout }}, signal, ...options } = {}) => {
  const limit = AbortSignal.timeout(timeout * 1_000);
  return fetch(url, { ...options, signal: signal ? AbortSignal.any([signal, limit]) : limit });
};

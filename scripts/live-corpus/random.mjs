/** Numbers between 0 and 1 that the same text gives again (FNV-1a, mulberry32), with what is made of them. */
export function randomOf(text) {
  let state = 2166136261;
  for (const letter of text) state = Math.imul(state ^ letter.codePointAt(0), 16777619);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const letters = (alphabet, length) => Array.from({ length }, () => alphabet[Math.floor(next() * alphabet.length)]).join('');
  return {
    next, isIn: (share) => next() < share, pick: (items) => items[Math.floor(next() * items.length)], hex: (length) => letters('0123456789abcdef', length),
    word: (length) => letters('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', length),
    id: () => [8, 4, 4, 4, 12].map((length) => letters('0123456789abcdef', length)).join('-'),
  };
}

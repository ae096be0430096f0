/** Shorter runs of letters and digits say too little of whether somebody made them up: `k8s`, `uVAp`. */
const SHORTEST = 8;
/** The mean length of what a word is made of: `My`, `Project`, `2`. Words of people lie above 3, random ones near 1.5. */
const MEAN_OF_PIECES = 2.6;

/**
 * True where a text holds a run of letters and digits in no order, as keys, tokens and made passwords have it: `q7Rx2LmZ9v`, `3f9a8b7c6d`.
 * For hiding: a name like `a1b2c3d4` is taken for one, `postgresql16-client` and `UvicornWorker` are not.
 */
export function holdsRandomWord(text: string): boolean {
  return text.split(/[^A-Za-z0-9]+/).some(isRandomRun);
}

function isRandomRun(run: string): boolean {
  if (run.length < SHORTEST || /^\d+$/.test(run)) return false;
  const pieces = run.match(/[A-Z]?[a-z]+|[A-Z]+|\d+/g) ?? [];
  const longest = Math.max(...pieces.map((piece) => piece.length));
  return run.length / pieces.length < MEAN_OF_PIECES || longest < 4 || /[bcdfghjklmnpqrstvwxz]{9,}/i.test(run);
}

/** Shorter runs of letters and digits say too little of whether somebody made them up: `k8s`, `uVAp`. */
const SHORTEST = 8;
/** The share of neighbours that do not stand together in words: random runs lie near 0.65, and words of people below this, the longer the more surely. */
const leastOf = (length: number): number => 0.3 + 1 / length;

/** Letters that often follow each letter in words: pairs with at least 0.09 % among the names of packages and the words of programs. */
const FOLLOWS: Readonly<Record<string, string>> = {
  a: 'bcdfgiklmnprstuvwyz', b: 'aeiloru', c: 'acehiklorstu', d: 'abeijlorsu', e: 'abcdefgilmnoprstvwxy', f: 'aefiloru', g: 'aehinorsu', h: 'aeiotuy', i: 'abcdefglmnoprstvxz',
  j: 'aeosu', k: 'aeisu', l: 'acdefilmostuy', m: 'abeilmopsuy', n: 'acdefgijknostuv', o: 'abcdgiklmnoprstuvwx', p: 'aehiloprstuy', q: 'lu', r: 'acdegiklmnoprstuvy',
  s: 'acehiklmopqrstuwy', t: 'acehiloprstuwy', u: 'abcdegilmnprst', v: 'aeio', w: 'aehios', x: 'pt', y: 'acmpst', z: 'aei',
};

/**
 * True where a text holds a run of letters and digits in no order, as keys, tokens and made passwords have it: `q7Rx2LmZ9v`, `3f9a8b7c6d`.
 * For hiding: a name like `a1b2c3d4` is taken for one, `postgresql16-client` and `UvicornWorker` are not.
 */
export function holdsRandomWord(text: string): boolean {
  return text.split(/[^A-Za-z0-9]+/).some(isRandomRun);
}

function isRandomRun(run: string): boolean {
  if (run.length < SHORTEST || /^\d+$/.test(run)) return false;
  let odd = 0;
  for (let index = 1; index < run.length; index += 1) odd += oddness(run.charAt(index - 1), run.charAt(index));
  return odd / (run.length - 1) >= leastOf(run.length);
}

/** How little two neighbours look like a word: 0 for letters that stand together, 1 for those that do not, and for a letter beside a digit. */
function oddness(left: string, right: string): number {
  const isDigit = /\d/.test(left);
  if (isDigit !== /\d/.test(right)) return 1;
  if (isDigit) return 0.3;
  if (/[a-z]/.test(left) && /[A-Z]/.test(right)) return 0.5;
  return FOLLOWS[left.toLowerCase()]?.includes(right.toLowerCase()) === true ? 0 : 1;
}

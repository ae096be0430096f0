import type { Range } from './range.ts';
import { isSecretName } from './secret-names.ts';
import { isRandom } from './secrets.ts';

/** The end of a name, what stands between it and its value, and the value: in quotes, or up to the next blank. */
const GIVEN = /(?:secret|token|password|passwd|passphrase|pass|pwd|credentials?|salt|key|bearer)\d?["'\]`]{0,2}(\s{0,4}(?:=>|[:=])\s{0,4}|\s{1,4})(?:"([^"\n]{6,300})"|'([^'\n]{6,300})'|([^\s"'`,;()[\]]{6,300}))/gi;
/** What a run puts in: `${NAME}`, `$NAME`, `{name}`, `<name>`, `%s`. */
const REFERENCE = /\$|\{|<|%[sd(]/;

/**
 * Places of values that a text gives to names of secrets: `ENV SECRET_KEY=...`, `password: "..."`, `--token ...`.
 * For showing only: a value that is no secret is hidden rather than one that is shown.
 */
export function givenSecrets(text: string): readonly Range[] {
  return [...text.matchAll(GIVEN)].flatMap((match) => {
    const [all, between = '', double, single, bare] = match;
    const value = double ?? single ?? bare ?? '';
    const end = match.index + all.length - (bare === undefined ? 1 : 0);
    return isGiven(nameAt(text, match.index, all), between, value, bare === undefined) ? [{ start: end - value.length, end }] : [];
  });
}

/** The whole name whose end was found. */
function nameAt(text: string, index: number, all: string): string {
  const before = /[\w-]*$/.exec(text.slice(Math.max(0, index - 60), index))?.[0] ?? '';
  return before + (/^\w+/.exec(all)?.[0] ?? '');
}

function isGiven(name: string, between: string, value: string, isQuoted: boolean): boolean {
  if (REFERENCE.test(value) || !(isSecretName(name) || /bearer$/i.test(name))) return false;
  if (isRandomWord(value)) return true;
  if (between.trim() === '') return false;
  const isVariable = /^[A-Z][A-Z\d]*_[A-Z\d_]+$/.test(name);
  return isQuoted ? isVariable || /pass|secret/i.test(name) : isVariable && between === '=' && !/[./]/.test(value);
}

/** One word of letters and digits in no order. */
function isRandomWord(value: string): boolean {
  return value.length >= 12 && /\d/.test(value) && /[A-Za-z]/.test(value) && !/\s|:\/\/|\w\(/.test(value) && isRandom(value);
}

import { PROGRAM_FORMATS } from '../reporters/formats.ts';

/**
 * What `--format`, `--json` and their variables ask for, as `NAME` or `NAME:FILE`. Flags count before the variables, of which
 * OPTIMIZE_FORMAT holds several with commas between. Read from the words themselves, because an error among them is reported in
 * that format too.
 */
export function wantedFormats(words: readonly string[], environment: NodeJS.ProcessEnv): readonly string[] {
  const end = words.indexOf('--');
  const flags = (end === -1 ? words : words.slice(0, end)).flatMap((word, index) => {
    if (word === '--json' || word.startsWith('--json=')) return ['json']; // the value is refused, in JSON
    if (word.startsWith('--format=')) return [word.slice('--format='.length)];
    return word === '--format' ? [words[index + 1] ?? ''] : [];
  });
  if (flags.length > 0) return flags;
  const formats = (environment['OPTIMIZE_FORMAT'] ?? '').split(',').map((format) => format.trim()).filter((format) => format !== '');
  return isOn(environment['OPTIMIZE_JSON']) ? ['json', ...formats] : formats;
}

/** True when stdout must hold one document for a program and nothing else. */
export function isReadByProgram(words: readonly string[], environment: NodeJS.ProcessEnv): boolean {
  return wantedFormats(words, environment).some((format) => PROGRAM_FORMATS.has(format.replace(/:-$/, '')));
}

/** How oclif reads a variable of a boolean flag. */
export function isOn(value: string | undefined): boolean {
  return value !== undefined && ['1', 'true', 'y', 'yes'].includes(value.toLowerCase());
}

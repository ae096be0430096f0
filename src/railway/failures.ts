import type { UsageError } from '../usage-error.ts';
import { recordsAt, textAt } from './json-path.ts';
import { KNOWN_FAILURES, type KnownFailure } from './known-failures.ts';
import { INSTALL } from './railway-cli.ts';
import { railwayError, type RailwayErrorCode } from './railway-error.ts';
import type { ProgramEnd } from './run-program.ts';
import { plainText, scrubbed } from './scrub.ts';

/** What the CLI was asked, as far as an error may say it. */
export interface Asked {
  readonly words: readonly string[];
  /** What it read on stdin, so that none of it is passed on. */
  readonly input?: string | undefined;
}

/** Characters of what the CLI says that are looked through. */
const LONGEST = 4_000;

/** The failure of a CLI that ended with an exit code. */
export function failureOf(end: Pick<ProgramEnd, 'code' | 'stdout' | 'stderr'>, asked: Asked): UsageError {
  const envelope = envelopeIn(end.stdout);
  const text = shortText([(envelope?.error ?? '').slice(0, LONGEST), ...platformErrorsIn(end.stdout), end.stderr].join('\n'));
  const [known, sentence] = knownIn(text, envelope?.code);
  if (end.code === 127) return railwayError('railway-missing', `the railway CLI is not complete: its install step did not run`, INSTALL);
  const said = sentence ?? scrubbed(text, asked.input);
  const code: RailwayErrorCode = known?.code ?? 'railway-failed';
  return railwayError(code, `${nameOf(asked.words)}: ${withoutEnd(said)}`, known?.hint ?? `run it by itself to see all of it: ${nameOf(asked.words)}`);
}

/** The failure of a CLI that gave no answer: it was not started, took too long, or was ended by a signal. */
export function noAnswer({ kind, signal }: ProgramEnd, { words, path, timeout }: { readonly words: readonly string[]; readonly path: string; readonly timeout: number }): UsageError {
  const name = nameOf(words);
  switch (kind) {
    case 'not-started': return railwayError('railway-missing', `the railway CLI at ${path} does not start`, INSTALL);
    case 'timeout': return railwayError('railway-timeout', `${name} took longer than ${timeout / 1000} ${timeout === 1000 ? 'second' : 'seconds'} and was ended`, 'run it again; https://status.railway.com says whether Railway is slow');
    case 'too-much': return railwayError('railway-answer', `${name} printed more than 64 MB`, 'run it by itself to see what it prints');
    case 'ended': return railwayError('railway-failed', `${name} was ended by ${signal ?? 'a signal'} before it answered`, 'run it again');
  }
}

/** The command by its own words, `railway variable set`: what follows them are names and ids. */
export function nameOf(words: readonly string[]): string {
  const end = words.findIndex((word) => !/^[a-z]+$/.test(word));
  return ['railway', ...words.slice(0, end === -1 ? 2 : Math.min(end, 2))].join(' ');
}

/** Some commands print `{"error": "...", "code": "...", "hint": ...}` on stdout. https://github.com/railwayapp/cli/blob/v5.43.1/src/util/reporter.rs */
export function envelopeIn(stdout: string): { readonly error: string; readonly code: string } | undefined {
  try {
    const { error, code } = JSON.parse(stdout) as { readonly error?: unknown; readonly code?: unknown };
    return typeof error === 'string' && typeof code === 'string' ? { error, code } : undefined;
  } catch {
    return undefined;
  }
}

/** `railway api` prints what the platform answers, with its errors. https://spec.graphql.org/October2021/#sec-Errors */
function platformErrorsIn(stdout: string): readonly string[] {
  try {
    return recordsAt(JSON.parse(stdout) as unknown, 'errors').flatMap((error) => textAt(error, 'message') ?? []);
  } catch {
    return [];
  }
}

/** The first known sentence of a text, or the entry of an error's name; the sentence as it stands there. */
function knownIn(text: string, name: string | undefined): readonly [KnownFailure | undefined, string | undefined] {
  for (const known of KNOWN_FAILURES) {
    const [sentence] = new RegExp(`(?<=^(?:Error: |Warning: |\\s*\\d+: |\\s+)?)(?:${known.sentence.source})`, 'm').exec(text) ?? [];
    if (sentence !== undefined) return [known, sentence];
  }
  return [name === undefined ? undefined : KNOWN_FAILURES.find(({ names }) => names.includes(name)), undefined];
}

/** The start of a text, with one blank or line end where there are many: no pattern takes long on it. */
function shortText(text: string): string {
  return plainText(text.slice(0, 2 * LONGEST)).replaceAll(/[^\S\n]+/g, ' ').replaceAll(/(?:\n ?)+/g, '\n').slice(0, LONGEST);
}

const withoutEnd = (sentence: string): string => sentence.replace(/\.$/, '');

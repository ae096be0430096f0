import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { certain, expandWord } from '../../src/documents/shell/expand.ts';
import { splitWords } from '../../src/documents/shell/split-words.ts';
import { parseShell } from '../../src/documents/shell-command.ts';

const CASES = new URL('../../../shared/oracles/shellwords-cases.json', import.meta.url);

interface WordsCase {
  readonly input: string;
  readonly shlex: readonly string[] | null;
  readonly bash?: readonly string[] | null;
  readonly shSyntaxOk: boolean;
  readonly shError?: string;
}

function readCases(): readonly WordsCase[] {
  return (JSON.parse(readFileSync(CASES, 'utf8')) as { cases: WordsCase[] }).cases;
}

function split(text: string): readonly string[] | null {
  const words = splitWords(text);
  return words.ok ? words.document : null;
}

/** The words of a text that is one simple command. */
async function shellWords(text: string): Promise<readonly string[] | null> {
  const script = await parseShell(text);
  if (!script.ok) return null;
  const [item] = script.document.body;
  if (item === undefined) return [];
  if (item.node.kind !== 'command') return null;
  const scope = { variable: () => undefined, positional: undefined };
  const words = item.node.words.flatMap((word) => expandWord(word, scope)).map((word) => word.text);
  const assigned = item.node.assignments.map((assignment) => `${assignment.name}=${assignment.value?.parts.map((part) => (part.kind === 'text' ? part.value : '?')).join('') ?? ''}`);
  return [...assigned, ...words];
}

const has = existsSync(CASES);

test.skipIf(!has)("splits as Python's shlex does (skipped without ../shared)", () => {
  const wrong = readCases().filter((one) => JSON.stringify(split(one.input)) !== JSON.stringify(one.shlex));
  expect(wrong.map((one) => [one.input, split(one.input)])).toEqual([]);
});

test.skipIf(!has)('reads words as bash does (skipped without ../shared)', async () => {
  const wrong: unknown[] = [];
  for (const one of readCases()) {
    if (one.bash === undefined) continue;
    const words = await shellWords(one.input);
    // bash takes a backslash at the very end for itself; both readings name the same word.
    if (JSON.stringify(words) !== JSON.stringify(one.bash)) wrong.push([one.input, words, one.bash]);
  }
  expect(wrong).toEqual([]);
});

test.skipIf(!has)('refuses what bash refuses and nothing else (skipped without ../shared)', async () => {
  const wrong: string[] = [];
  for (const one of readCases()) {
    // `bash -n -c` takes a text that begins with a dash for an option of its own.
    if (one.input.startsWith('-')) continue;
    if ((await parseShell(one.input)).ok !== one.shSyntaxOk) wrong.push(one.input);
  }
  expect(wrong).toEqual([]);
});

const SPLIT: readonly (readonly [string, readonly string[] | null])[] = [
  ['', []], ['   ', []], ['a', ['a']], ['a b', ['a', 'b']], ['a  b\tc\nd', ['a', 'b', 'c', 'd']], [`'a b' c`, ['a b', 'c']], ['"a b" c', ['a b', 'c']], [String.raw`a\ b`, ['a b']], [String.raw`"a\"b"`, ['a"b']],
  [String.raw`"a\b"`, [String.raw`a\b`]], [String.raw`"a\\b"`, [String.raw`a\b`]], [String.raw`'a\b'`, [String.raw`a\b`]], [String.raw`\\`, ['\\']], ['a"b"c', ['abc']], [`''`, ['']], ['""', ['']], [`a ''`, ['a', '']], ['--x="y z"', ['--x=y z']],
  ['a #b', ['a', '#b']], ['$A ${B:-c d}', ['$A', '${B:-c', 'd}']], ['a&&b || c', ['a&&b', '||', 'c']], [`'open`, null], ['"open', null], ['end\\', null], [String.raw`--name 'it'\''s'`, ['--name', "it's"]], ['é 中', ['é', '中']],
  ['-w 4 -b 0.0.0.0:80', ['-w', '4', '-b', '0.0.0.0:80']], ['a\\\nb', ['a\nb']], ['"a\nb"', ['a\nb']], ['\u00a0a', ['\u00a0a']], ['a\r\nb', ['a', 'b']], ['(a) {b;}', ['(a)', '{b;}']],
];

test.each(SPLIT)('splits %j', (text, words) => {
  expect(split(text)).toEqual(words);
});

const VARIABLES: Readonly<Record<string, string | 'unset'>> = { KNOWN: 'k', SPACED: 'a  b', EMPTY: '', GONE: 'unset' };

/** Words with the text that is shown, and the value when it differs: `text=value`, `text=?`. */
async function expanded(text: string): Promise<string> {
  const script = await parseShell(`run ${text}`);
  const node = script.ok ? script.document.body[0]?.node : undefined;
  if (node?.kind !== 'command') return 'no command';
  const scope = {
    variable: (name: string) => (VARIABLES[name] === undefined ? undefined : VARIABLES[name] === 'unset' ? 'unset' as const : certain(VARIABLES[name] ?? '')),
    positional: [certain('one'), certain('two words')],
  };
  const words = node.words.slice(1).flatMap((word) => expandWord(word, scope));
  return words.map((word) => (word.value === word.text ? `[${word.text}]` : `[${word.text}=${word.value ?? '?'}${word.opaque ? '!' : ''}]`)).join(' ');
}

const EXPANSIONS: readonly (readonly [string, string])[] = [
  ['$KNOWN', '[k]'], ['${KNOWN}x', '[kx]'], ['"$KNOWN"', '[k]'], [`'$KNOWN'`, '[$KNOWN]'], [String.raw`\$KNOWN`, '[$KNOWN]'], ['$SPACED', '[a] [b]'], ['"$SPACED"', '[a  b]'], ['x$SPACED', '[xa] [b]'], ['$EMPTY', ''], ['"$EMPTY"', '[]'],
  ['$GONE', ''], ['"$GONE"', '[]'], ['${GONE:-d}', '[d]'], ['${EMPTY:-d}', '[d]'], ['"${EMPTY-d}"', '[]'], ['${KNOWN:-d}', '[k]'], ['${KNOWN:+y}', '[y]'], ['${GONE:+y}', ''], ['$PORT', '[$PORT=?]'], ['${PORT}', '[$PORT=?]'],
  ['0.0.0.0:$PORT', '[0.0.0.0:$PORT=?]'], ['${PORT:-8000}', '[${PORT:-8000}=8000]'], ['0.0.0.0:${PORT:-80}', '[0.0.0.0:${PORT:-80}=0.0.0.0:80]'], ['${PORT:-$KNOWN}', '[${PORT:-$KNOWN}=k]'], ['${PORT:-$OTHER}', '[${PORT:-$OTHER}=?]'], ['${PORT:?needed}', '[$PORT=?]'],
  ['a${PORT}b', '[a${PORT}b=?]'], ['$(nproc)', '[$(nproc)=?!]'], ['`nproc`', '[`nproc`=?!]'], ['$((1+1))', '[$((1+1))=?!]'], ['"$@"', '[one] [two words]'], ['$1', '[one]'], ['"$2"', '[two words]'], ['${3:-none}', '[none]'], ['$#', '[2]'], ['${KNOWN%x}', '[${KNOWN%x}=?!]'],
  ['{a,b}', '[{a,b}=?!]'], ['*.py', '[*.py]'], ["$'a\\tb'", '[a\tb]'],
];

test.each(EXPANSIONS)('expands %j', async (text, words) => {
  expect(await expanded(text)).toBe(words);
});

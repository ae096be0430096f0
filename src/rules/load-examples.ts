import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTwoFilesPatch } from 'diff';
import type { CasesByRule, Example, RuleCases } from './example.ts';

/** Lines of a diff that a page can show without being read over. */
const LONGEST = 45;
/** Files that say nothing to a reader. */
const NOISE = /\.(lock|png|ico)$|(^|\/)(package-lock\.json|pnpm-lock\.yaml)$/;

/**
 * Reads the cases of all rules from the tests. Only the sources do so (tests, development): the build puts the same values into a
 * chunk of their own under the name `#examples`, which a scan never loads.
 */
export function readCases(folder = fileURLToPath(new URL('./test/rules', import.meta.resolve('#package.json')))): CasesByRule {
  const rules = foldersIn(folder).flatMap((category) => foldersIn(join(folder, category)).map((slug) => `${category}/${slug}`));
  return Object.fromEntries(rules.map((rule) => [rule, casesOf(join(folder, rule))]));
}

interface Case {
  readonly name: string;
  readonly said: readonly string[];
  /** Path → text. */
  readonly files: ReadonlyMap<string, string>;
  /** What the fix leaves, by path; undefined when the case shows none. */
  readonly after: ReadonlyMap<string, string> | undefined;
  readonly assumes: boolean;
}

function casesOf(folder: string): RuleCases {
  const cases = foldersIn(folder).map((name) => caseIn(folder, name));
  const named = (outcome: string): readonly Case[] => cases.filter(({ said }) => said.some((line) => line.trim().startsWith(outcome)));
  const [fails, undecided] = [named('fail'), named('undecided')];
  const passes = named('pass').filter((each) => !fails.includes(each));
  const example = fixedExample(fails) ?? pairedExample(fails, passes) ?? bareExample(fails);
  const names = (list: readonly Case[]): readonly string[] => list.map(({ name }) => name);
  return { fails: names(fails), passes: names(passes), undecided: names(undecided), ...(example === undefined ? {} : { example }) };
}

function caseIn(folder: string, name: string): Case {
  const at = join(folder, name);
  const expected = join(at, 'expected.txt');
  return {
    name, said: existsSync(expected) ? readFileSync(expected, 'utf8').trimEnd().split('\n') : [],
    files: filesIn(join(at, 'before')),
    after: existsSync(join(at, 'after')) ? filesIn(join(at, 'after')) : undefined,
    assumes: existsSync(join(at, 'assume.json')),
  };
}

/** The case whose fix is the shortest to read. */
function fixedExample(fails: readonly Case[]): Example | undefined {
  const shown = fails.flatMap((each) => {
    if (each.after === undefined) return [];
    const diff = diffOf(each.files, new Map([...each.files, ...each.after]));
    return diff === undefined ? [] : [{ bad: each.name, said: findingOf(each), diff }];
  });
  return shortest(shown);
}

/** The two cases that differ least. */
function pairedExample(fails: readonly Case[], passes: readonly Case[]): Example | undefined {
  const told = fails.filter(({ assumes }) => !assumes);
  const shown = told.flatMap((bad) => passes.filter(({ assumes }) => !assumes).flatMap((good) => {
    const diff = diffOf(bad.files, good.files);
    return diff === undefined ? [] : [{ bad: bad.name, good: good.name, said: findingOf(bad), diff }];
  }));
  return shortest(shown);
}

function bareExample([first]: readonly Case[]): Example | undefined {
  return first === undefined ? undefined : { bad: first.name, said: findingOf(first) };
}

/** The first finding of a case: its line and its evidence. */
function findingOf({ said }: Case): readonly string[] {
  const start = said.findIndex((line) => /^ {0,2}(info|low|medium|high|critical) {2}/.test(line));
  if (start === -1) return [];
  const indent = /^ */.exec(said[start] ?? '')?.[0] ?? '';
  const rest = said.slice(start + 1);
  const end = rest.findIndex((line) => !line.startsWith(`${indent}  `));
  return [said[start] ?? '', ...(end === -1 ? rest : rest.slice(0, end))].map((line) => line.slice(indent.length));
}

function shortest<T extends { readonly diff: string }>(shown: readonly T[]): T | undefined {
  return shown.filter(({ diff }) => diff.split('\n').length <= LONGEST).sort((a, b) => a.diff.length - b.diff.length)[0];
}

/** All changed files as one unified diff; undefined when nothing differs that can be shown. */
function diffOf(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string | undefined {
  const paths = [...new Set([...before.keys(), ...after.keys()])].filter((path) => !NOISE.test(path)).sort();
  const parts = paths.filter((path) => before.get(path) !== after.get(path)).map((path) => {
    const names = [before.has(path) ? path : '/dev/null', after.has(path) ? path : '/dev/null'] as const;
    const patch = createTwoFilesPatch(names[0], names[1], lf(before.get(path)), lf(after.get(path)), undefined, undefined, { context: 2 });
    return patch.split('\n').filter((line) => !/^(Index: .*|=+|\\ No newline.*)$/.test(line)).map((line) => line.trimEnd()).join('\n').trimEnd();
  });
  return parts.length === 0 ? undefined : parts.join('\n');
}

function lf(text: string | undefined): string {
  return (text ?? '').replaceAll('\r\n', '\n');
}

function filesIn(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(entries.map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')] as const;
  }));
}

function foldersIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
}

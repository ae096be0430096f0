import { findNode, stringOf, type ArrayNode, type DataNode } from '../documents/data.ts';
import { parseYaml } from '../documents/yaml.ts';
import { lineEnd, lineStart, newlineOf } from '../text/layout.ts';
import type { PlannedPart } from '../model/setup.ts';
import { stagedCheck, type Target } from './target.ts';
import { quotedYaml } from './quoted-yaml.ts';

const PATH = '.pre-commit-config.yaml';

/**
 * Plans a local hook of the pre-commit framework: https://pre-commit.com/#repository-local-hooks. It goes behind the last repository of
 * the list; a list that is laid out in another way is left to a person.
 */
export async function planPreCommitHook(target: Target): Promise<PlannedPart> {
  const text = target.read(PATH);
  const item = itemLines(target);
  const next = '`pre-commit install` makes git run it';
  if (text === undefined) return { part: 'pre-commit', path: PATH, state: 'write', files: [{ path: PATH, before: undefined, after: `repos:\n${item.map((line) => `  ${line}\n`).join('')}` }], next };
  const repos = await reposOf(text);
  if (repos?.items.some((repo) => hookIds(repo).includes('optimize'))) return { part: 'pre-commit', path: PATH, state: 'present' };
  const after = repos === undefined ? undefined : await withItem(text, { repos, item });
  if (after !== undefined) return { part: 'pre-commit', path: PATH, state: 'write', files: [{ path: PATH, before: text, after }], next };
  return {
    part: 'pre-commit', path: PATH, state: 'refused', because: 'its `repos` are no list with one repository a line',
    hint: 'add this to it', lines: item,
  };
}

/** A check looks at the whole project, so that it runs whatever is staged, and once. */
function itemLines(target: Target): readonly string[] {
  return [
    '- repo: local', '  hooks:', '    - id: optimize', '      name: optimize check', `      entry: ${quotedYaml(stagedCheck(target))}`,
    '      language: system', '      pass_filenames: false', '      always_run: true',
  ];
}

async function reposOf(text: string): Promise<ArrayNode | undefined> {
  const parsed = await parseYaml(text);
  const repos = parsed.ok ? findNode(parsed.document.root, ['repos']) : undefined;
  return repos?.kind === 'array' ? repos : undefined;
}

function hookIds(repo: DataNode): readonly string[] {
  const hooks = findNode(repo, ['hooks']);
  return hooks?.kind === 'array' ? hooks.items.flatMap((hook) => stringOf(findNode(hook, ['id'])) ?? []) : [];
}

/** The text with one repository more; undefined unless it says all that it said, and that. */
async function withItem(text: string, { repos, item }: { readonly repos: ArrayNode; readonly item: readonly string[] }): Promise<string | undefined> {
  const last = repos.items.at(-1);
  if (last === undefined) return undefined;
  const dash = /^([ \t]*)-[ \t]+/.exec(text.slice(lineStart(text, last.range.start), last.range.start));
  if (dash === null) return undefined;
  const newline = newlineOf(text);
  const end = lineEnd(text, lastCharacter(text, last));
  const gap = text.slice(0, end).endsWith('\n') ? '' : newline;
  const after = text.slice(0, end) + gap + item.map((line) => (dash[1] ?? '') + line + newline).join('') + text.slice(end);
  const made = await reposOf(after);
  const isWhole = made !== undefined && made.items.length === repos.items.length + 1 && made.items.slice(0, -1).every((each, index) => isSame(each, repos.items[index]))
    && hookIds(made.items.at(-1) as DataNode).includes('optimize'); // there is one, as the line before says
  return isWhole ? after : undefined;
}

/** The last character of a node that is no white space: what follows a block may belong to its range. */
function lastCharacter(text: string, { range }: DataNode): number {
  return Math.max(text.slice(0, range.end).trimEnd().length - 1, range.start);
}

function isSame(some: DataNode, other: DataNode | undefined): boolean {
  const valuesOnly = (key: string, value: unknown) => (key === 'range' || key === 'keyRange' ? undefined : value);
  return JSON.stringify(some, valuesOnly) === JSON.stringify(other, valuesOnly);
}

import { findNode, stringOf } from '../documents/data.ts';
import type { DataNode } from '../documents/data.ts';
import { parseJson } from '../documents/json.ts';
import { parseToml } from '../documents/toml.ts';
import { declared } from '../model/fact.ts';
import type { VersionRequest } from '../model/facts/runtime.ts';
import type { ProjectFiles } from '../model/files.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Range } from '../text/range.ts';
import { NODE_CODENAMES } from './dockerfile/images.ts';
import { itemsOf } from './node-statements.ts';

/** A version as a file asks for it. */
interface Asked {
  readonly language: string;
  readonly text: string;
  readonly range: Range;
  readonly by: string;
}

type Reader = (file: SourceFile) => Promise<readonly Asked[]> | readonly Asked[];

/** Languages by the names that asdf and mise give them. */
const TOOLS: Readonly<Record<string, string>> = { nodejs: 'node', golang: 'go' };
/** Files that ask for versions, and their readers. */
const READERS: readonly (readonly [string, Reader])[] = [
  ['.python-version', plain('python', 'python-version')], ['runtime.txt', readRuntimeTxt], ['.tool-versions', readToolVersions],
  ['mise.toml', readMise], ['.mise.toml', readMise], ['.nvmrc', plain('node', 'nvmrc')], ['.node-version', plain('node', 'node-version')],
  ['package.json', readPackage], ['pyproject.toml', readProject], ['Pipfile', readPipfile],
];

/**
 * Every request for a version that the files of a folder make, in a fixed order. Which of them counts is the builder's business:
 * until it decided, none is effective.
 */
export async function versionRequests(files: ProjectFiles, root: string): Promise<readonly VersionRequest[]> {
  const requests: VersionRequest[] = [];
  for (const [name, read] of READERS) {
    const file = files.read(root === '' ? name : `${root}/${name}`);
    if (file === undefined) continue;
    for (const { language, text, range, by } of await read(file)) {
      const at = declared('runtime.request', text, file, range);
      requests.push({ language, at, version: versionOf(text), by, effective: false, because: 'no builder has chosen it' });
    }
  }
  return requests;
}

/** Requests of files in a Dockerfile build: only the final image counts there. */
export function underDockerfile(requests: readonly VersionRequest[], path: string): readonly VersionRequest[] {
  return requests.map((request) => ({ ...request, effective: false, because: `a Dockerfile build takes its versions from the image that ${path} names` }));
}

/** Major or major.minor of a version, a `^` or `~` range or a wildcard; undefined of ranges that leave the major open. */
export function versionOf(text: string): string | undefined {
  const name = /^lts[/-](\w+)$/.exec(text.trim().toLowerCase())?.[1];
  if (name !== undefined) return NODE_CODENAMES[name];
  const [, major, minor] = /^(?:python-|pypy-|node-|ruby-)?(?:[v=^~]|==|~=|~>)?\s*v?(\d+)(?:\.(\d+|[x*]))?(?:\.(?:\d+|[x*]))?(?:[a-z+.-][\w.+-]*)?$/.exec(text.trim()) ?? [];
  if (major === undefined) return undefined;
  const open = /^[\^]/.test(text.trim()) || minor === undefined || !/^\d+$/.test(minor);
  return open ? major : `${major}.${minor}`;
}

function plain(language: string, by: string): Reader {
  return (file) => {
    const [first] = wordsOf(file.text);
    return first === undefined ? [] : [{ language, by, ...first }];
  };
}

function readRuntimeTxt(file: SourceFile): readonly Asked[] {
  const [first] = wordsOf(file.text);
  if (first === undefined) return [];
  const language = /^(?:nodejs|node)-/.test(first.text) ? 'node' : 'python';
  return [{ language, by: 'runtime-txt', ...first }];
}

/** `python 3.12.1 system`: the first version of each tool counts. */
function readToolVersions(file: SourceFile): readonly Asked[] {
  const words = wordsOf(file.text);
  return words.flatMap((word, index) => {
    const next = words[index + 1];
    if (!word.first || next === undefined || next.first) return [];
    return [{ language: languageOf(word.text), text: next.text, range: next.range, by: 'tool-versions' }];
  });
}

interface Word {
  readonly text: string;
  readonly range: Range;
  /** True for the first one of its line. */
  readonly first: boolean;
}

/** Words outside of comments. */
function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    const comment = line.indexOf('#');
    const content = comment === -1 ? line : line.slice(0, comment);
    for (const match of content.matchAll(/\S+/g)) {
      const start = offset + match.index;
      words.push({ text: match[0], range: { start, end: start + match[0].length }, first: content.slice(0, match.index).trim() === '' });
    }
    offset += line.length + 1;
  }
  return words;
}

async function readMise(file: SourceFile): Promise<readonly Asked[]> {
  const tools = findNode(await tomlRoot(file), ['tools']);
  if (tools?.kind !== 'object') return [];
  return tools.entries.flatMap(({ key, value }) => {
    const [item = value] = itemsOf(value);
    return asked(languageOf(key.replace(/^core:/, '')), 'mise', stringOf(item) === undefined ? findNode(item, ['version']) : item);
  });
}

async function readPackage(file: SourceFile): Promise<readonly Asked[]> {
  const parsed = await parseJson(file.text);
  const root = parsed.ok ? parsed.document.root : undefined;
  return [...asked('node', 'engines', findNode(root, ['engines', 'node'])), ...asked('node', 'volta', findNode(root, ['volta', 'node']))];
}

async function readProject(file: SourceFile): Promise<readonly Asked[]> {
  const root = await tomlRoot(file);
  return [
    ...asked('python', 'requires-python', findNode(root, ['project', 'requires-python'])),
    ...asked('python', 'poetry', findNode(root, ['tool', 'poetry', 'dependencies', 'python'])),
  ];
}

async function readPipfile(file: SourceFile): Promise<readonly Asked[]> {
  const requires = findNode(await tomlRoot(file), ['requires']);
  return asked('python', 'pipfile', findNode(requires, ['python_full_version']) ?? findNode(requires, ['python_version']));
}

async function tomlRoot(file: SourceFile): Promise<DataNode | undefined> {
  const parsed = await parseToml(file.text);
  return parsed.ok ? parsed.document.root : undefined;
}

function asked(language: string, by: string, node: DataNode | undefined): readonly Asked[] {
  const text = stringOf(node);
  return node === undefined || text === undefined || text === '' ? [] : [{ language, by, text, range: node.range }];
}

function languageOf(tool: string): string {
  return Object.hasOwn(TOOLS, tool) ? (TOOLS[tool] ?? tool) : tool;
}

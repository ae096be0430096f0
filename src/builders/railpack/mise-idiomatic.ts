import { findNode, stringOf } from '../../documents/data.ts';
import type { DataNode } from '../../documents/data.ts';
import { parseJson } from '../../documents/json.ts';
import { parseToml } from '../../documents/toml.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { Range } from '../../text/range.ts';
import { linesOf, rangeInLine } from '../shared/lines.ts';

/** A version in a file that belongs to another tool than mise. */
interface IdiomaticVersion {
  readonly value: string;
  readonly range: Range;
  readonly by: string;
  /** How messages call the place when its path says too little. */
  readonly label?: string;
}

/**
 * Files of other tools that mise reads for railpack, those that count less first (mise sorts them by name).
 * https://github.com/jdx/mise/tree/v2026.8.6/registry and `IdiomaticVersionFileTools` of railpack's core/mise/mise.go
 */
export const IDIOMATIC_FILES: Readonly<Record<string, readonly string[]>> = {
  '.bun-version': ['bun'], '.deno-version': ['deno'], '.exenv-version': ['elixir'], '.go-version': ['go'],
  '.java-version': ['java'], '.node-version': ['node'], '.nvmrc': ['node'], '.python-version': ['python'],
  '.python-versions': ['python'], '.ruby-version': ['ruby'], '.sdkmanrc': ['java'], '.yvmrc': ['yarn'],
  Gemfile: ['ruby'], 'global.json': ['dotnet'], 'go.mod': ['go'], 'package.json': ['bun', 'deno', 'node', 'yarn'],
  'rust-toolchain.toml': ['rust'],
};

/** The version that mise reads for a tool in one of those files. */
export async function idiomaticVersion(file: SourceFile, path: string, tool: string): Promise<IdiomaticVersion | undefined> {
  if (path === 'Gemfile') return gemfileVersion(file);
  if (path === 'go.mod') return goModVersion(file);
  if (path === '.sdkmanrc') return sdkmanVersion(file);
  if (path === 'global.json') return nodeVersion(await readJson(file), ['sdk', 'version'], 'global-json');
  if (path === 'rust-toolchain.toml') return nodeVersion(await readToml(file), ['toolchain', 'channel'], 'rust-toolchain');
  if (path === 'package.json') return packageVersion(await readJson(file), tool);
  return plainVersion(file, path.replace(/^\./, '').replace(/s$/, ''));
}

async function readJson(file: SourceFile): Promise<DataNode | undefined> {
  const parsed = await parseJson(file.text);
  return parsed.ok ? parsed.document.root : undefined;
}

async function readToml(file: SourceFile): Promise<DataNode | undefined> {
  const parsed = await parseToml(file.text);
  return parsed.ok ? parsed.document.root : undefined;
}

/** The first word of the first line that is no comment. */
function plainVersion(file: SourceFile, by: string): IdiomaticVersion | undefined {
  const line = linesOf(file.text).find(({ text }) => text.trim() !== '' && !text.trim().startsWith('#'));
  const value = line?.text.trim().split(/\s+/)[0];
  return line === undefined || value === undefined ? undefined : { value, range: rangeInLine(line, value), by };
}

/** `ruby "3.3.1"` of a Gemfile; a range such as `~> 3.3` says nothing to mise. */
function gemfileVersion(file: SourceFile): IdiomaticVersion | undefined {
  const line = linesOf(file.text).find(({ text }) => text.trim().startsWith('ruby '));
  const value = /^ruby +['"]((?:\w+-)?\d+(?:\.\d+)*)['"]/.exec(line?.text.trim() ?? '')?.[1];
  if (line === undefined || value === undefined) return undefined;
  return { value, range: rangeInLine(line, value), by: 'gemfile' };
}

/** The `toolchain go1.22.3` line of a go.mod, else its `go 1.22` line. */
function goModVersion(file: SourceFile): IdiomaticVersion | undefined {
  const lines = linesOf(file.text);
  for (const directive of [/^toolchain +go(\d+\.\d+\.\d+)\s*(?:\/\/.*)?$/, /^go +(\d[\w.]*)\s*(?:\/\/.*)?$/]) {
    const line = lines.find(({ text }) => directive.test(text.trim()));
    const value = directive.exec(line?.text.trim() ?? '')?.[1];
    if (line !== undefined && value !== undefined) return { value, range: rangeInLine(line, value), by: 'go-mod' };
  }
  return undefined;
}

/** `java=21.0.2-tem` of sdkman. */
function sdkmanVersion(file: SourceFile): IdiomaticVersion | undefined {
  const line = linesOf(file.text).find(({ text }) => text.startsWith('java'));
  const value = line?.text.split('=')[1]?.trim();
  return line === undefined || !value ? undefined : { value, range: rangeInLine(line, value), by: 'sdkmanrc' };
}

/** What a package.json may say of a tool: Node and Deno are runtimes, yarn is a manager, bun is both. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  node: ['runtime'], deno: ['runtime'], yarn: ['packageManager'], bun: ['runtime', 'packageManager'],
};

/** `devEngines` of a package.json, else its `packageManager` for bun and yarn. */
function packageVersion(root: DataNode | undefined, tool: string): IdiomaticVersion | undefined {
  const kinds = KINDS[tool] ?? [];
  for (const kind of kinds) {
    const node = findNode(root, ['devEngines', kind]);
    const engine = node?.kind === 'array' ? node.items[0] : node;
    if (stringOf(findNode(engine, ['name'])) !== tool) continue;
    const found = nodeVersion(engine, ['version'], 'dev-engines');
    if (found !== undefined) return { ...found, label: `devEngines.${kind}` };
  }
  return kinds.includes('packageManager') ? managerVersion(root, tool) : undefined;
}

/** The version of `"packageManager": "yarn@4.1.0+sha512..."`. */
function managerVersion(root: DataNode | undefined, tool: string): IdiomaticVersion | undefined {
  const node = findNode(root, ['packageManager']);
  const [name, version] = (stringOf(node) ?? '').split('@');
  const value = version?.split('+')[0]?.trim();
  if (node === undefined || name !== tool || !value) return undefined;
  return { value, range: node.range, by: 'package-manager', label: 'packageManager' };
}

function nodeVersion(root: DataNode | undefined, path: readonly string[], by: string): IdiomaticVersion | undefined {
  const node = findNode(root, path);
  const value = stringOf(node);
  return node === undefined || !value ? undefined : { value, range: node.range, by };
}

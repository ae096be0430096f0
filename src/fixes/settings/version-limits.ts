import { findNode, stringOf } from '../../documents/data.ts';
import { permits } from '../../model/version-range.ts';
import type { FixContext } from '../context.ts';
import { readTree } from './data-change.ts';

/** A range of versions that the project says it works with. */
interface Limit {
  readonly path: string;
  readonly key: string;
  readonly range: string;
}

const KEYS = {
  python: [
    { file: 'pyproject.toml', path: ['project', 'requires-python'] }, { file: 'pyproject.toml', path: ['tool', 'poetry', 'dependencies', 'python'] },
  ],
  node: [{ file: 'package.json', path: ['engines', 'node'] }],
} as const;

/** Why a version cannot be asked for: a manifest says that the project does not work with it. Places that the fix changes do not count. */
export async function limitAgainst(
  version: string, language: 'python' | 'node', { context, except }: { readonly context: FixContext; readonly except: ReadonlySet<string> },
): Promise<string | undefined> {
  for (const { file, path } of KEYS[language]) {
    const limit = await limitIn(context, file, path);
    if (limit === undefined || except.has(limit.path) || permits(limit.range, version)) continue;
    return `${limit.key} of ${limit.path} allows ${limit.range} and not ${version}`;
  }
  return undefined;
}

async function limitIn({ files, service }: FixContext, name: string, path: readonly string[]): Promise<Limit | undefined> {
  const file = files.read(service.root === '' ? name : `${service.root}/${name}`);
  const tree = file === undefined ? undefined : await readTree(file);
  const range = stringOf(findNode(tree, path));
  return file === undefined || range === undefined ? undefined : { path: file.path, key: path.at(-1) === 'node' ? 'engines.node' : (path.at(-1) ?? ''), range };
}

import { findNode } from '../../../documents/data.ts';
import { parseToml } from '../../../documents/toml.ts';
import { textIn, type BuiltFolder, type Manifests } from './built-folder.ts';

const LOCKS: Readonly<Record<string, readonly string[]>> = {
  uv: ['pyproject.toml', 'uv.lock', '.python-version'], poetry: ['pyproject.toml', 'poetry.lock'], pdm: ['pyproject.toml', 'pdm.lock'], pipenv: ['Pipfile', 'Pipfile.lock'],
};
/** The option that leaves the project itself out. https://docs.astral.sh/uv/guides/integration/docker/, https://python-poetry.org/docs/cli/#install */
const WITHOUT_PROJECT: Readonly<Record<string, string>> = { uv: '--no-install-project', poetry: '--no-root', pdm: '--no-self' };

/** What uv, Poetry, PDM and Pipenv read when they do not install the project itself. */
export async function projectManifests(installer: string, words: readonly string[], built: BuiltFolder): Promise<Manifests> {
  const names = (LOCKS[installer] ?? []).filter((name) => textIn(built, name) !== undefined);
  if (names.length === 0) return { because: `the folder that is built has no manifest of ${installer}` };
  const option = WITHOUT_PROJECT[installer];
  if (option === undefined || words.includes(option) || words.includes('--no-install-workspace')) return { files: names };
  if (await installsProject(installer, textIn(built, 'pyproject.toml') ?? '')) return { because: `it installs the project itself too: ${option} leaves that to a second install behind the source` };
  return { files: names };
}

/** uv installs a project that has a build system; Poetry one that is a package, which is its default. */
async function installsProject(installer: string, text: string): Promise<boolean> {
  const parsed = await parseToml(text);
  if (!parsed.ok) return true;
  const has = (...path: readonly string[]) => findNode(parsed.document.root, path);
  if (has('tool', 'uv', 'workspace') !== undefined) return true;
  const sources = has('tool', 'uv', 'sources');
  if (sources !== undefined && /\b(?:path|workspace)\s*=/.test(text.slice(sources.range.start, sources.range.end))) return true;
  if (installer === 'uv') return isTrue(has('tool', 'uv', 'package')) ?? has('build-system') !== undefined;
  if (installer === 'poetry') return isTrue(has('tool', 'poetry', 'package-mode')) ?? true;
  return true;
}

function isTrue(node: ReturnType<typeof findNode>): boolean | undefined {
  return node?.kind === 'boolean' ? node.value === true : undefined;
}

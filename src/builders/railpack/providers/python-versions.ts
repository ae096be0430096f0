import { rangeOf } from '../../shared/lines.ts';
import { projectRequests } from '../../shared/project-requests.ts';
import { firstVersion } from '../../shared/version-text.ts';
import { fromFile, fromVariable } from '../candidates.ts';
import type { BuildInput } from '../plan.ts';
import type { Candidate, Tool } from '../versions.ts';

const SOURCE = 'providers/python/python.go';
const LABEL_OF_RUNTIME = 'runtime.txt';

/** Ranks of https://railpack.com/languages/python for files of mise. */
const MISE_RANKS = { 'python-version': 2, 'tool-versions': 2, mise: 2 };

/** Python itself: a Pipfile counts least, RAILPACK_PYTHON_VERSION most. */
export async function pythonTools(input: BuildInput): Promise<readonly Tool[]> {
  const candidates = [
    ...(await unreadRequests(input)),
    ...pipfileRequests(input),
    ...runtimeRequests(input),
    ...input.mise('python', MISE_RANKS),
    ...fromVariable(input.settings, 'PYTHON_VERSION', 'python', 1),
  ];
  const tools = [{ name: 'python', candidates, fallback: '3.13', source: SOURCE }];
  const { folder } = input;
  if (!folder.has('uv.lock')) return tools;
  return [...tools, { name: 'uv', candidates: input.mise('uv'), fallback: 'latest', source: SOURCE }];
}

/** `python_full_version` or else `python_version` of a Pipfile, whichever table it stands in. */
function pipfileRequests({ folder }: BuildInput): readonly Candidate[] {
  const file = folder.read('Pipfile');
  for (const key of ['python_full_version', 'python_version']) {
    const match = new RegExp(`${key}\\s{0,20}=\\s{0,20}['"]([0-9.]*)`).exec(file?.text ?? '');
    if (file === undefined || match === null) continue;
    const version = match[1] ?? '';
    // An empty number counts as none, and railpack then does not look at the other key.
    if (version === '') return [];
    const end = match.index + match[0].length;
    const place = { file, range: { start: end - version.length, end } };
    return [fromFile('python', place, { by: 'pipfile', label: `${key} of Pipfile`, documented: 4 })];
  }
  return [];
}

/** The first number of a runtime.txt; without one railpack takes the latest. */
function runtimeRequests({ folder }: BuildInput): readonly Candidate[] {
  const file = folder.read(LABEL_OF_RUNTIME);
  if (file === undefined) return [];
  const reads = firstVersion(file.text) ?? '';
  const range = rangeOf(file.text, file.text.trim());
  return [fromFile('python', { file, range }, { reads, by: 'runtime-txt', label: LABEL_OF_RUNTIME, documented: 3 })];
}

/** Requests of pyproject.toml, which railpack never looks at. */
async function unreadRequests({ folder }: BuildInput): Promise<readonly Candidate[]> {
  const requests = await projectRequests(folder.read('pyproject.toml'));
  return requests.map((request) => ({ ...request, unread: `railpack does not choose a version by ${request.label}` }));
}

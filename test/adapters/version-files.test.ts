import { describe, expect, it } from 'vitest';
import { underDockerfile, versionOf, versionRequests } from '../../src/adapters/version-files.ts';
import { filesOf } from '../support/files.ts';
import { textAt } from './shown.ts';

describe('versionRequests', () => {
  it.each<[Record<string, string>, string[]]>([
    [{ '.python-version': '# pin\r\n3.12.1\r\n3.11\r\n' }, ['python python-version 3.12.1 = 3.12']],
    [{ 'runtime.txt': 'python-3.11.4\n' }, ['python runtime-txt python-3.11.4 = 3.11']],
    [{ '.tool-versions': '# x\npython 3.12.1 3.11.0 # y\nnodejs 20.11.0\nbroken\n' }, ['python tool-versions 3.12.1 = 3.12', 'node tool-versions 20.11.0 = 20.11']],
    [{ 'mise.toml': '[tools]\npython = "3.12"\nnode = ["22", "20"]\n"core:go" = {version = "1.22"}\n' }, ['python mise 3.12 = 3.12', 'node mise 22 = 22', 'go mise 1.22 = 1.22']],
    [{ '.nvmrc': 'lts/iron\n', '.node-version': 'v20.11.0' }, ['node nvmrc lts/iron = 20', 'node node-version v20.11.0 = 20.11']],
    [{ 'package.json': '{"engines": {"node": ">=18"}, "volta": {"node": "20.1.0"}}' }, ['node engines >=18 = ?', 'node volta 20.1.0 = 20.1']],
    [{ 'pyproject.toml': '[project]\nrequires-python = ">=3.10,<4"\n[tool.poetry.dependencies]\npython = "^3.12"' }, ['python requires-python >=3.10,<4 = ?', 'python poetry ^3.12 = 3']],
    [{ Pipfile: '[requires]\npython_version = "3.11"\n' }, ['python pipfile 3.11 = 3.11']],
    [{ '.python-version': '', 'runtime.txt': '\n', 'mise.toml': '[', 'package.json': '{', '.tool-versions': 'python\n' }, []],
  ])('%j', async (texts, expected) => {
    const requests = await versionRequests(filesOf(texts), '');
    expect(requests.map(({ language, by, at, version }) => `${language} ${by} ${at.value} = ${version ?? '?'}`)).toEqual(expected);
    expect(requests.every(({ at }) => textAt(at).includes(at.value))).toBe(true);
  });

  it('reads a folder, and leaves the choice to others', async () => {
    const requests = await versionRequests(filesOf({ 'api/.nvmrc': '22', '.nvmrc': '18' }), 'api');
    expect(underDockerfile(requests, 'Dockerfile').map(({ at, effective, because }) => [at.value, effective, because])).toEqual(
      [['22', false, 'a Dockerfile build takes its versions from the image that Dockerfile names']]);
  });

  it.each([
    ['3', '3'], ['3.12', '3.12'], ['3.12.1', '3.12'], ['3.13.0rc1', '3.13'], ['20.x', '20'], ['20.x.x', '20'], ['^20.1', '20'], ['~3.11', '3.11'], ['~=3.11', '3.11'], ['==3.11.*', '3.11'],
    ['lts/*', undefined], ['lts/jod', '22'], ['latest', undefined], ['>=18 <21', undefined], ['18 || 20', undefined], ['*', undefined], ['system', undefined], [`1${'.1a'.repeat(20_000)}!`, undefined],
  ])('%s comes to %s', (text, expected) => expect(versionOf(text)).toBe(expected));
});

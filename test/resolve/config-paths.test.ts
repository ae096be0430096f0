import { describe, expect, it } from 'vitest';
import { misnamedDockerfiles, missingPaths, watchPatterns } from '../../src/resolve/config-paths.ts';
import type { Situation } from '../../src/resolve/liveness.ts';
import type { ServiceInput } from '../../src/resolve/service-input.ts';
import { railwayJson } from '../../src/adapters/railway-config.ts';
import { filesOf } from '../support/files.ts';

const SITUATION: Situation = { builder: 'railpack', asOf: '2026-11-22', platform: 'railway', present: new Set(['railway-json']), imageStarts: false };

/** A service in a folder of a project, with the railway.json of that folder. */
async function inputOf(root: string, settings: object, texts: Readonly<Record<string, string>>): Promise<ServiceInput> {
  const path = root === '' ? 'railway.json' : `${root}/railway.json`;
  const text = JSON.stringify({ build: settings });
  const { statements } = await railwayJson.read({ path, text });
  return { files: filesOf({ ...texts, [path]: text }), name: 'api', root, folderName: 'kiosk', configFile: undefined, statements, codePaths: [], ownPaths: [], asOf: '2026-11-22', assumptions: { facts: new Map(), variables: new Map() } };
}

describe('watch patterns', () => {
  const FILES = { 'api/src/a.ts': '', 'api/package.json': '{}', 'web/src/b.ts': '', 'README.md': '' };
  const judged = async (root: string, patterns: readonly string[], texts: Readonly<Record<string, string>> = FILES) =>
    (await watchPatterns(await inputOf(root, { watchPatterns: patterns }, texts), SITUATION))
      ?.map(({ pattern, matches, elsewhere, isAfterInclusion }) => `${pattern.value}: ${matches}${elsewhere === undefined ? '' : ` ${elsewhere}`}${isAfterInclusion ? ' after' : ''}`);

  it.each<[string, readonly string[], readonly string[]]>([
    ['api', ['/api/**', '!*.md'], ['/api/**: 3', '!*.md: 1 after']],
    ['api', ['src/**'], ['src/**: 0 in-service']],
    ['api', ['./src/*.ts', '*.ts'], ['./src/*.ts: 0 in-service', '*.ts: 2 after']],
    ['', ['/packages/api/src/*.ts', '/libs/**'], ['/packages/api/src/*.ts: 0 above', '/libs/**: 0 after']],
    ['', ['/services/kiosk/**'], ['/services/kiosk/**: 0 above']],
    ['', ['!*.md', 'README'], ['!*.md: 1', 'README: 0']],
  ])('in %j: %j', async (root, patterns, expected) => {
    expect(await judged(root, patterns)).toEqual(expected);
  });

  it('are none where none are given', async () => {
    expect(await judged('api', [])).toEqual([]);
  });
});

describe('missing paths', () => {
  const missing = async (root: string, dockerfilePath: string, paths: readonly string[]) =>
    missingPaths(await inputOf(root, { dockerfilePath }, Object.fromEntries(paths.map((path) => [path, '']))), SITUATION).map(({ at, similar }) => [at.value, ...similar]);

  it.each<[string, string, readonly string[], readonly (readonly string[])[]]>([
    ['', 'Dockerfile.web', ['Dockerfile'], [['Dockerfile.web']]],
    ['', './docker/Web', ['docker/web', 'old/docker/WEB'], [['./docker/Web', 'docker/web', 'old/docker/WEB']]],
    ['api', '/images/api', ['images/api'], []],
    ['api', 'Dockerfile', ['api/Dockerfile'], []],
    ['api', 'Dockerfile', ['Dockerfile'], []],
    ['', 'docker/Dockerfile', ['backend/docker/Dockerfile'], []],
    ['api', '../images/api', ['images/api'], []],
    ['', '$DOCKERFILE', [], []],
  ])('in %j: %j among %j', async (root, path, paths, expected) => {
    expect(await missing(root, path, paths)).toEqual(expected);
  });

  it('are none of a file that is not read', async () => {
    const input = await inputOf('', { dockerfilePath: 'gone' }, {});
    expect(missingPaths(input, { ...SITUATION, asOf: '2026-12-01' })).toEqual([]);
  });
});

describe('misnamed Dockerfiles', () => {
  const names = async (root: string, paths: readonly string[], dockerfile?: string) =>
    misnamedDockerfiles(await inputOf(root, {}, Object.fromEntries(paths.map((path) => [path, 'FROM x\n']))), dockerfile).map(({ value }) => value);

  it('lie in the folder of the service, where no Dockerfile is found', async () => {
    expect(await names('', ['dockerfile', 'DockerFile', 'Dockerfile.web', 'sub/dockerfile'])).toEqual(['DockerFile', 'dockerfile']);
    expect(await names('api', ['dockerfile', 'api/dockerfile'])).toEqual(['api/dockerfile']);
    expect(await names('', ['dockerfile', 'Dockerfile'], 'Dockerfile')).toEqual([]);
  });
});

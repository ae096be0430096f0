import { expect, it } from 'vitest';
import { dockerfile } from '../../src/adapters/dockerfile.ts';
import { explainFacts } from '../../src/explain-facts.ts';
import { PLAIN } from '../../src/reporters/paint.ts';
import { otherDockerfiles } from '../../src/resolve/other-dockerfiles.ts';
import type { ServiceInput } from '../../src/resolve/service-input.ts';
import { filesOf } from '../support/files.ts';

const IMAGE = 'FROM python:3.13\nCMD ["python", "mill.py"]\n';
const TEXTS = { Dockerfile: IMAGE, 'Dockerfile.prod': IMAGE, 'tools/Dockerfile.dev': IMAGE };

/** A service in the root of a project with these Dockerfiles. */
async function inputOf(texts: Readonly<Record<string, string>>): Promise<ServiceInput> {
  const readings = await Promise.all(Object.entries(texts).map(([path, text]) => dockerfile.read({ path, text })));
  return { files: filesOf(texts), name: 'mill', root: '', folderName: 'mill', configFile: undefined, statements: readings.flatMap(({ statements }) => statements), codePaths: [], ownPaths: [], asOf: '2026-11-22', assumptions: { facts: new Map(), variables: new Map() } };
}

it.each([
  ['Dockerfile', ['Dockerfile.prod']],
  ['Dockerfile.prod', ['Dockerfile']],
  [undefined, ['Dockerfile', 'Dockerfile.prod']],
])('names the Dockerfiles of the folder beside %s', async (used, expected) => {
  expect(otherDockerfiles(await inputOf(TEXTS), used).map(({ loser }) => loser.value)).toEqual(expected);
});

it('is told by explain where no Dockerfile counts', async () => {
  const overrides = otherDockerfiles(await inputOf({ 'Dockerfile.prod': IMAGE }), undefined);
  const lines = explainFacts('build.dockerfilePath', [{ name: 'mill', root: '', facts: {}, overrides, files: [], problems: [] }], { width: 80, paint: PLAIN });
  expect(lines.slice(-4)).toEqual(['  does not count:', '    Dockerfile.prod  Dockerfile.prod:1:1', '      no configuration of this service names it, so that what it says is not', '      judged']);
});

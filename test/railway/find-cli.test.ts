import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findCli } from '../../src/railway/find-cli.ts';
import { withDouble } from '../support/railway-double.ts';
import { withEnvironment } from '../support/with-environment.ts';

let root: string;
beforeEach(() => { root = realpathSync(mkdtempSync(join(tmpdir(), 'optimize find '))); });
afterEach(() => rmSync(root, { recursive: true, force: true }));

const NODE = dirname(process.execPath);
/** A PATH with what runs scripts, and folders of ours before it. */
const pathOf = (...folders: readonly string[]): { readonly PATH: string } => ({ PATH: [...folders, NODE, '/usr/bin', '/bin'].join(':') });

/** A script called railway that prints a version and ends with a code. */
function program(folder: string, printed: string, code = 0): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'railway');
  writeFileSync(path, `#!/bin/sh\necho '${printed}'\nexit ${code}\n`);
  chmodSync(path, 0o755);
  return path;
}

const found = (path: string, environment: Readonly<Record<string, string>>, given?: string) => withEnvironment(environment, () => findCli(path, given));

test('what the user names counts before everything else', async () => {
  const named = program(join(root, 'tools'), 'railway 5.71.0');
  program(join(root, 'node_modules/.bin'), 'railway 5.60.0');
  expect(await found(root, pathOf(), named)).toEqual({ path: named, version: '5.71.0' });
});

test('a name without a folder is looked for on PATH', async () => {
  program(join(root, 'tools'), 'railway 5.71.0');
  expect(await found(root, pathOf(join(root, 'tools')), 'railway')).toMatchObject({ version: '5.71.0' });
});

test('what the user names and is not there is no reason to take another one', async () => {
  program(join(root, 'tools'), 'railway 5.71.0');
  await expect(found(root, pathOf(join(root, 'tools')), join(root, 'nothing'))).rejects.toMatchObject({ code: 'railway-missing', message: `there is no program at ${join(root, 'nothing')}` });
});

test("the project's own counts before PATH, from the folder up to the top of the repository", async () => {
  mkdirSync(join(root, 'repository/.git'), { recursive: true });
  const web = join(root, 'repository/apps/web');
  mkdirSync(web, { recursive: true });
  const [above, top] = [program(join(root, 'node_modules/.bin'), 'railway 5.30.0'), program(join(root, 'repository/node_modules/.bin'), 'railway 5.40.0')];
  const onPath = program(join(root, 'tools'), 'railway 5.71.0');
  expect(await found(web, pathOf(join(root, 'tools')))).toEqual({ path: top, version: '5.40.0' });
  rmSync(top);
  expect(await found(web, pathOf(join(root, 'tools')))).toEqual({ path: onPath, version: '5.71.0' });
  await expect(found(web, pathOf())).rejects.toMatchObject({ code: 'railway-missing' });
  expect(above).toContain('node_modules');
});

test('without a repository no folder above is asked', async () => {
  mkdirSync(join(root, 'web'));
  program(join(root, 'node_modules/.bin'), 'railway 5.30.0');
  await expect(found(join(root, 'web'), pathOf())).rejects.toMatchObject({ code: 'railway-missing' });
});

test.each([
  ['another program', '1.2.3', 0], ['a program that takes no version', 'Usage: railway', 1], ['the shim of @railway/cli', 'not installed', 127], ['an old one', 'railway 4.6.0', 0],
])('%s is passed over for the next one', async (_name, printed, code) => {
  program(join(root, 'node_modules/.bin'), printed, code);
  const path = program(join(root, 'tools'), 'railway 5.71.0');
  expect(await found(root, pathOf(join(root, 'tools')))).toEqual({ path, version: '5.71.0' });
});

test.each([
  ['1.2.3', 0, 'railway-missing', 'is another program called railway'], ['not installed', 127, 'railway-missing', 'the install step of @railway/cli did not run'],
  ['railway 4.6.0', 0, 'railway-too-old', 'is version 4.6.0, and 5.28.0 is needed'], ['railway 5.27.9', 0, 'railway-too-old', 'is version 5.27.9'], ['railwayapp 3.5.0', 0, 'railway-too-old', 'is version 3.5.0'],
])('where %s is all there is, it is said', async (printed, code, name, message) => {
  program(join(root, 'tools'), printed, code);
  await expect(found(root, pathOf(join(root, 'tools')))).rejects.toMatchObject({ code: name, message: expect.stringContaining(message) as unknown });
});

test('without any, the error says how to install it', async () => {
  await expect(found(root, { PATH: '' })).rejects.toMatchObject({
    code: 'railway-missing', message: 'the railway CLI is not installed', hint: 'install it: npm i -g @railway/cli, or another way of https://docs.railway.com/cli',
  });
});

test('relative folders of PATH name nothing, or the scanned project could answer', async () => {
  program(root, 'railway 5.71.0');
  await expect(found(root, pathOf(relative(process.cwd(), root), ''))).rejects.toMatchObject({ code: 'railway-missing' });
});

test('folders and files that cannot be run are no programs', async () => {
  mkdirSync(join(root, 'a/railway'), { recursive: true });
  chmodSync(program(join(root, 'b'), 'railway 5.71.0'), 0o644);
  symlinkSync('nothing', join(root, 'railway'));
  await expect(found(root, pathOf(join(root, 'a'), join(root, 'b'), root))).rejects.toMatchObject({ message: 'the railway CLI is not installed' });
});

test('the double is found on a PATH with a blank in it', async () => {
  const double = withDouble();
  expect(await found(root, double.env)).toEqual({ path: double.path, version: '5.71.0' });
  double.remove();
});

import { describe, expect, it } from 'vitest';
import { railpack } from '../../src/adapters/railpack.ts';
import { linesOf } from '../support/statement-lines.ts';

const INSTALL = '["...", { "cmd": "npm ci", "customName": "x" }, { "src": ".", "dest": "." }]';

describe('railpack', () => {
  it('reads railpack.json with its comments', async () => {
    const text = `{
  // what runs
  "deploy": { "startCommand": "node a.js", "variables": { "A": "1" } },
  "steps": {
    "install": { "commands": ["...", { "cmd": "npm ci", "customName": "x" }, { "src": ".", "dest": "." }] },
    "build": { "commands": ["a", "b"], "variables": { "B": "2" } },
  },
}`;
    expect(await linesOf(railpack, 'railpack.json', text)).toEqual([
      'start.command = "node a.js" at `"node a.js"`',
      'build.installCommand = "npm ci" at `"npm ci"`',
      'build.command = "a && b" at `["a", "b"]`',
      'build.variables = [A=1 (run), B=2 (build)] at `{ "A": "1" }`',
      `build.lists = [steps.install.commands extends: ... | npm ci | { "src": ".", "dest": "." }, steps.build.commands: a | b] at \`${INSTALL}\``,
      `build.railpackKeys = [deploy, deploy.startCommand, deploy.variables, deploy.variables.A, steps, steps.install, steps.install.commands, steps.build, steps.build.commands, steps.build.variables, steps.build.variables.B] at \`${text}\``,
    ]);
  });

  it('reads the lists outside of the steps', async () => {
    const text = '{ "buildAptPackages": ["git", "..."], "deploy": { "aptPackages": ["libpq5"], "inputs": [{ "image": "a" }], "paths": [] } }';
    expect((await linesOf(railpack, 'railpack.json', text))[1]).toBe(
      'build.lists = [buildAptPackages extends: git | ..., deploy.aptPackages: libpq5, deploy.inputs: { "image": "a" }, deploy.paths: ] at `["git", "..."]`');
  });

  it.each([
    ['{}', 'build.variables = [] at ``'],
    ['{"deploy": {"startCommand": 1}}', 'start.command unresolved because it is a number where Railpack wants a string at `1`'],
    ['{"steps": []}', 'build.variables = [] at ``'],
    ['{"deploy": {"startCommand": ""}}', 'build.variables = [] at ``'],
    ['"x"', 'syntax: the file holds no object at `"x"`'],
  ])('reads %s', async (text, expected) => {
    expect((await linesOf(railpack, 'railpack.json', text))[0]).toBe(expected);
  });
});

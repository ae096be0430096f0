import { describe, expect, it } from 'vitest';
import { nixpacks } from '../../src/adapters/nixpacks.ts';
import { linesOf } from '../support/statement-lines.ts';

describe('nixpacks', () => {
  it('reads the plan of nixpacks.toml', async () => {
    const text = '[variables]\nNODE_ENV = "production"\n[phases.setup]\nnixPkgs = ["..."]\n[phases.install]\ncmds = ["npm ci", "..."]\n'
      + '[phases.build]\ncmds = ["a", "b"]\n[start]\ncmd = "npm start"\n';
    expect(await linesOf(nixpacks, 'nixpacks.toml', text)).toEqual([
      'start.command = "npm start" at `"npm start"`',
      'build.installCommand = "npm ci" at `"npm ci"`',
      'build.command = "a && b" at `["a", "b"]`',
      'build.variables = [NODE_ENV=production (run)] at `[variables]\nNODE_ENV = "production"`',
      'build.lists = [phases.setup.nixPkgs extends: ..., phases.install.cmds extends: npm ci | ..., phases.build.cmds: a | b] at `["..."]`',
    ]);
  });

  it.each([
    ['nixpacks.json', '{"start": {"cmd": "node ."}}', 'start.command = "node ." at `"node ."`'],
    ['nixpacks.toml', '[start]\ncmd = ["a"]\n', 'start.command unresolved because it is an array where Nixpacks wants a string at `["a"]`'],
    ['nixpacks.toml', '[phases.build]\ncmds = ["..."]\n', 'build.variables = [] at ``'],
    ['nixpacks.toml', '', 'build.variables = [] at ``'],
    ['nixpacks.toml', '[start\ncmd = 1', 'syntax: the line ends too early at `\n`'],
    ['nixpacks.json', '{"start": {"cmd": "a"}, }', 'syntax: a property name in double quotes is missing at `}`'],
  ])('reads %s: %j', async (path, text, expected) => {
    expect((await linesOf(nixpacks, path, text))[0]).toBe(expected);
  });
});

import { expect, it } from 'vitest';
import { detectNixpacks } from '../../src/builders/nixpacks/detect.ts';
import { filesOf } from '../support/files.ts';
import { processorTime } from '../support/processor-time.ts';

const MANY = 100_000;

it.each([
  ['a line of registry addresses', { 'a.js': 'import x from https://deno.land/'.repeat(MANY) }],
  ['a line of settings', { 'manage.py': '', 'requirements.txt': 'django', 'a.py': 'WSGI_APPLICATION = "'.repeat(MANY) }],
  ['a line of elixir versions', { 'mix.exs': 'elixir:\t'.repeat(MANY) }],
  ['a line of rubies', { Gemfile: 'ruby "'.repeat(MANY) }],
  ['lines of rubies', { Gemfile: `${'ruby "'.repeat(49)}\n`.repeat(2000) }],
  ['a version of digits', { 'main.py': '', '.python-version': '1'.repeat(MANY) }],
  ['a range of blanks', { 'package.json': JSON.stringify({ engines: { node: `1${' '.repeat(MANY)}x` } }) }],
  ['a line of gradle addresses', { 'gradlew': '', 'gradle/wrapper/gradle-wrapper.properties': 'distributionUrl=gradle-'.repeat(MANY) }],
  ['a list of providers', { 'nixpacks.toml': `providers = [${'"...", "node", '.repeat(2000)}]`, 'package.json': '{}' }],
  ['a list of packages', { 'nixpacks.json': JSON.stringify({ phases: { setup: { nixPkgs: Array.from({ length: MANY }, () => 'python311') } } }) }],
  ['a list of members', { 'Cargo.toml': `[workspace]\nmembers = [${'"a*b", '.repeat(2000)}]`, 'x/y/Cargo.toml': '' }],
  ['deep folders', { [`${'a/'.repeat(500)}main.py`]: '' }],
])('%s takes no time', async (_name, files) => {
  expect(await processorTime(() => detectNixpacks({ files: filesOf(files), root: '', environment: new Map() }))).toBeLessThan(2000);
});

import { describe, expect, it } from 'vitest';
import type { FixContext } from '../../../src/fixes/context.ts';
import { SETTING_REWRITINGS } from '../../../src/fixes/settings/rewritings.ts';
import { absent, declared, type Evidence } from '../../../src/model/fact.ts';
import type { Plain } from '../../../src/model/change.ts';
import { applyEdits } from '../../../src/text/edit.ts';
import { filesOf } from '../../support/files.ts';

interface Case {
  readonly how: string;
  readonly path: string;
  readonly text: string;
  /** The text whose place the fact has; none is an absent fact of the file. */
  readonly at?: string;
  readonly with?: Readonly<Record<string, Plain>>;
}

async function rewritten({ how, path, text, at, with: values = {} }: Case): Promise<string> {
  const start = at === undefined ? -1 : text.indexOf(at);
  const fact: Evidence = at === undefined ? absent('x', { path, text }) : declared('x', at, { path, text }, { start, end: start + at.length });
  const context = { files: filesOf({ [path]: text }), service: { facts: {} } } as unknown as FixContext;
  const planned = await SETTING_REWRITINGS[how]?.({ kind: 'rewrite', how, at: [fact], with: values }, context);
  if (planned?.ok !== true) return `refused: ${planned?.because}`;
  const change = planned.changes.get(path);
  return change?.kind === 'edit' ? applyEdits(text, change.edits) : 'no edit';
}

const field = { key: 'packageManager', value: 'pnpm@9.15.9' };

describe('keys of manifests', () => {
  it.each([
    ['{\r\n\t"name": "till",\r\n\t"scripts": {}\r\n}', '{\r\n\t"name": "till",\r\n\t"packageManager": "pnpm@9.15.9",\r\n\t"scripts": {}\r\n}'],
    ['{"name":"till"}', '{"name":"till","packageManager":"pnpm@9.15.9"}'],
    ['{}\n', '{ "packageManager": "pnpm@9.15.9" }\n'],
    ['{ "packageManager": "pnpm@8.0.0" }', '{ "packageManager": "pnpm@9.15.9" }'],
  ])('sets a key of %j', async (text, expected) => {
    const made = await rewritten({ how: 'set-key', path: 'package.json', text, with: field });
    expect(JSON.parse(made)).toEqual(JSON.parse(expected));
    expect(made.replaceAll(/[ \t]/g, '')).toBe(expected.replaceAll(/[ \t]/g, ''));
  });

  it('puts the schema first, before a comment that belongs to the next key', async () => {
    const text = '{\n  // start\n  "deploy": {}, // last\n}';
    expect(await rewritten({ how: 'set-key', path: 'railpack.json', text, with: { key: '$schema', value: 'https://schema.railpack.com' } }))
      .toBe('{\n  "$schema": "https://schema.railpack.com",\n  // start\n  "deploy": {}, // last\n}');
  });

  it('takes a key away by its value, with its line', async () => {
    const text = '{\r\n\t"scripts": {\r\n\t\t"build": "tsc",\r\n\t\t"postinstall": "prisma generate"\r\n\t}\r\n}';
    expect(await rewritten({ how: 'remove-key', path: 'package.json', text, at: '"prisma generate"' })).toBe('{\r\n\t"scripts": {\r\n\t\t"build": "tsc"\r\n\t}\r\n}');
    expect(await rewritten({ how: 'remove-key', path: 'package.json', text, at: 'tsc' })).toContain('refused');
  });

  it.each([
    ['nixpacks.toml', '[phases.setup]\nnixPkgs = [\n\t"ffmpeg", # cuts\n]\n', '[\n\t"ffmpeg", # cuts\n]', '[phases.setup]\nnixPkgs = [\n\t"ffmpeg", # cuts\n\t"...",\n]\n'],
    ['nixpacks.toml', "[phases]\r\nsetup = { nixPkgs = ['ffmpeg'] }", "['ffmpeg']", "[phases]\r\nsetup = { nixPkgs = ['ffmpeg', '...'] }"],
    ['railpack.json', '{"buildAptPackages":["git"]}', '["git"]', '{"buildAptPackages":["git","..."]}'],
  ])('adds to a list of %s', async (path, text, at, expected) => {
    expect(await rewritten({ how: 'add-to-list', path, text, at, with: { item: '...' } })).toBe(expected);
  });
});

describe('add-image-variable', () => {
  const values = { name: 'PYTHONUNBUFFERED', value: '1' };
  it.each([
    ['FROM python:3.12\nCMD ["a"]\n', 'FROM python:3.12\nENV PYTHONUNBUFFERED=1\nCMD ["a"]\n'],
    ['FROM python:3.12', 'FROM python:3.12\nENV PYTHONUNBUFFERED=1'],
    ['FROM python:3.12\r\nENV A=1 \\\r\n    B=2\r\nCMD a', 'FROM python:3.12\r\nENV A=1 \\\r\n    B=2\r\nENV PYTHONUNBUFFERED=1\r\nCMD a'],
    ['# syntax=docker/dockerfile:1\nFROM a AS b\nENV X=1\nFROM python:3.12 # no\n\tUSER me\n', '# syntax=docker/dockerfile:1\nFROM a AS b\nENV X=1\nFROM python:3.12 # no\nENV PYTHONUNBUFFERED=1\n\tUSER me\n'],
  ])('writes into the final stage of %j', async (text, expected) => {
    expect(await rewritten({ how: 'add-image-variable', path: 'Dockerfile', text, at: 'FROM', with: values })).toBe(expected);
  });
});

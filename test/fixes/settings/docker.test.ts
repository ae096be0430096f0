import { describe, expect, it } from 'vitest';
import { planChange } from '../../../src/fixes/plan.ts';
import { valueOf, type Evidence } from '../../../src/model/fact.ts';
import type { Change, Plain } from '../../../src/model/change.ts';
import type { ImageInstruction } from '../../../src/model/facts/build.ts';
import { contextOf, textsAfter, type Texts } from '../commands/support.ts';

const PYTHON = { 'requirements.txt': 'flask==3.1.0\n', 'shop.py': 'from flask import Flask\nshop = Flask(__name__)\n' };
const NODE = {
  'package.json': '{"dependencies":{"express":"5.1.0"},"scripts":{"start":"node till.js"}}', 'till.js': '',
  'package-lock.json': '{"lockfileVersion":3,"packages":{"":{"dependencies":{"express":"5.1.0"}}}}',
};

/** Where a change is made: an instruction by its text, or a command of one. */
type At = (instructions: readonly ImageInstruction[]) => Evidence | undefined;
const instruction = (start: string): At => (all) => all.find(({ at }) => at.value.startsWith(start))?.at;
const command = (word: string): At => (all) => all.flatMap(({ commands }) => commands).find(({ words }) => words.includes(word))?.at;

interface Case {
  readonly how: string;
  readonly at: readonly [At, ...At[]];
  readonly with?: Readonly<Record<string, Plain>>;
  readonly before: string;
  readonly after: string;
  readonly more?: Texts;
}

const CASES: readonly Case[] = [
  { how: 'insert-instruction', at: [instruction('CMD')], with: { text: 'USER app' }, before: '# syntax=docker/dockerfile:1\nFROM a\n\n# Starts it.\n# Really.\nCMD ["b"]\n', after: '# syntax=docker/dockerfile:1\nFROM a\n\nUSER app\n# Starts it.\n# Really.\nCMD ["b"]\n' },
  { how: 'insert-instruction', at: [instruction('FROM')], with: { text: 'ARG V' }, before: '# syntax=docker/dockerfile:1\nFROM a\nCMD ["b"]\n', after: '# syntax=docker/dockerfile:1\nARG V\nFROM a\nCMD ["b"]\n' },
  { how: 'insert-instruction', at: [instruction('RUN')], with: { text: 'A\nB', side: 'after' }, before: 'FROM a\nRUN one && \\\n  # no\n  two\nCMD ["b"]\n', after: 'FROM a\nRUN one && \\\n  # no\n  two\nA\nB\nCMD ["b"]\n' },
  { how: 'move-instruction', at: [instruction('ARG'), instruction('RUN')], before: 'FROM a\n\n# Why.\nARG X\nWORKDIR /a\nRUN one\nCMD ["b"]\n', after: 'FROM a\n\nWORKDIR /a\nRUN one\n# Why.\nARG X\nCMD ["b"]\n' },
  { how: 'add-command-word', at: [command('pip')], with: { behind: 'install', word: '--no-cache-dir' }, before: 'FROM a\nRUN apt-get install -y x \\\n\t&& pip  install \\\n    -r r.txt\n', after: 'FROM a\nRUN apt-get install -y x \\\n\t&& pip  install --no-cache-dir \\\n    -r r.txt\n' },
  { how: 'add-command-word', at: [command('pip')], with: { behind: 'install', word: '-q' }, before: 'FROM a\nRUN [ "pip" , "install" , "x" ]\n', after: 'FROM a\nRUN [ "pip" , "install", "-q" , "x" ]\n' },
  { how: 'add-command-word', at: [command('pip')], with: { behind: 'install', word: '-q' }, before: 'FROM a\nRUN <<EOF\nset -e\npip install x\nEOF\nCMD ["b"]\n', after: 'FROM a\nRUN <<EOF\nset -e\npip install -q x\nEOF\nCMD ["b"]\n' },
  { how: 'append-command', at: [instruction('RUN')], with: { command: 'clean' }, before: 'FROM a\nRUN one  && two # end\nCMD ["b"]\n', after: 'FROM a\nRUN one  && two && clean # end\nCMD ["b"]\n' },
  { how: 'change-image', at: [instruction('FROM')], with: { image: 'python:3.13' }, before: 'FROM  --platform=linux/amd64  python AS  base\n', after: 'FROM  --platform=linux/amd64  python:3.13 AS  base\n' },
  { how: 'copy-manifests-first', at: [instruction('COPY'), command('pip')], before: 'FROM a\nWORKDIR /a\nCOPY [".", "./"]\nENV A=1\nRUN pip install -r requirements.txt && python -m compileall .\nCMD ["b"]\n', after: 'FROM a\nWORKDIR /a\nCOPY requirements.txt ./\nENV A=1\nRUN pip install -r requirements.txt\nCOPY [".", "./"]\nRUN python -m compileall .\nCMD ["b"]\n' },
  { how: 'copy-manifests-first', at: [instruction('COPY'), command('ci')], more: NODE, before: 'FROM a\nCOPY --link . /srv/\nWORKDIR /b\nRUN npm ci\n', after: 'refused: WORKDIR between them may rest on what was copied' },
  { how: 'install-from-lock', at: [command('npm')], more: NODE, before: 'FROM a\nRUN A=1 npm \\\n  i\n', after: 'FROM a\nRUN A=1 npm \\\n  ci\n' },
];

/** The Dockerfile that a change leaves, or why it is refused. */
async function changed({ how, at, more, with: values }: Case, text: string): Promise<string> {
  const texts = { ...PYTHON, ...more, Dockerfile: text };
  const context = await contextOf(texts);
  const instructions = valueOf(context.service.facts['build.instructions']) ?? [];
  const [first, ...rest] = at.map((find) => find(instructions) ?? { state: 'absent', name: 'x' } as const);
  const change: Change = { kind: 'rewrite', how, at: [first as Evidence, ...rest], ...(values === undefined ? {} : { with: values }) };
  const result = textsAfter(await planChange(change, context), context, texts);
  return typeof result === 'string' ? `refused: ${result}` : result['Dockerfile'] ?? '';
}

describe('changes of a Dockerfile', () => {
  it.each(CASES.map((one) => [one.how, one] as const))('%s keeps the layout', async (_how, one) => {
    const windows = (text: string) => (text.startsWith('refused') ? text : text.replaceAll('\n', '\r\n'));
    expect(await changed(one, one.before)).toBe(one.after);
    expect(await changed(one, windows(one.before))).toBe(windows(one.after));
    expect(await changed(one, one.before.replace(/\n$/, ''))).toBe(one.after.replace(/\n$/, ''));
  });

  it.each([
    ['append-command', 'FROM a\nRUN <<EOF\none\nEOF\n', instruction('RUN'), /cannot be continued/],
    ['add-command-word', 'FROM a\nRUN one\n', instruction('RUN one'), /cannot be changed/],
    ['change-image', 'ARG B=a\nFROM $B\n', instruction('FROM'), /build argument/],
    ['install-from-lock', 'FROM a\nRUN npm i\n', command('npm'), /cannot be compared/],
    ['move-instruction', 'FROM a\nRUN one\n', instruction('RUN'), /not there/],
  ] as const)('%s refuses what is not clearly right', async (how, before, at, because) => {
    expect(await changed({ how, at: [at], before, after: '' }, before)).toMatch(because);
  });
});

const COMMANDS: readonly (readonly [string, string])[] = [
  ['RUN set -eux; \\\n\tone; \\\n\ttwo \\\n\t\tthree', 'RUN set -eux; \\\n\tone; \\\n\ttwo \\\n\t\tthree; \\\n\tclean'],
  ['RUN one \\\n  && two \\\n       three', 'RUN one \\\n  && two \\\n       three \\\n  && clean'],
  ['RUN one && \\\n    # why\n    two', 'RUN one && \\\n    # why\n    two && \\\n    clean'],
  [`RUN one ${'x'.repeat(95)}`, `RUN one ${'x'.repeat(95)} \\\n    && clean`],
];

describe('a command behind the last one', () => {
  it.each(COMMANDS)('%j', async (before, after) => {
    const one: Case = { how: 'append-command', at: [instruction('RUN')], with: { command: 'clean' }, before: '', after: '' };
    expect(await changed(one, `FROM a\n${before}\nCMD ["b"]\n`)).toBe(`FROM a\n${after}\nCMD ["b"]\n`);
  });
});

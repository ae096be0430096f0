import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { setServerFact } from '../../../src/fixes/commands/set-server-fact.ts';
import type { FactName } from '../../../src/model/facts.ts';
import { valueOf } from '../../../src/model/fact.ts';
import { contextOf, textsAfter, type Texts } from './support.ts';

/** Ways to write one start command, each in a file of its own kind. */
interface Container {
  readonly name: string;
  readonly path: string;
  readonly more?: Texts;
  write(words: readonly string[], newline: string): string;
}

const FILES = { 'requirements.txt': 'flask\ngunicorn\n', 'shop.py': 'from flask import Flask\nshop = Flask(__name__)\n' };
const line = (words: readonly string[]) => words.map((word) => (/^[\w:./${}=-]+$/.test(word) ? word : `"${word.replaceAll(/["\\]/g, String.raw`\$&`)}"`)).join(' ');
const image = (command: string, newline: string) => ['FROM python:3.13', '# one image', 'WORKDIR   /srv', 'COPY . .', command].join(newline);
const IAC = (value: string, newline: string) => ['import { defineRailway, project, service } from "railway/iac";', 'export default defineRailway(() => project("quay", {', `  resources: [service("api", { start: ${value},  replicas: 1 })], // one`, '}));', ''].join(newline);

const CONTAINERS: readonly Container[] = [
  { name: 'plain Procfile', path: 'Procfile', write: (words, newline) => `# web only${newline}web:   ${line(words)}${newline}` },
  { name: 'single-quoted Procfile', path: 'Procfile', write: (words, newline) => `web:\t'${line(words).replaceAll("'", "''")}'${newline}worker: sleep 1` },
  { name: 'double-quoted Procfile', path: 'Procfile', write: (words, newline) => `web: ${JSON.stringify(line(words))}   # quoted${newline}` },
  { name: 'folded Procfile', path: 'Procfile', write: (words, newline) => `web: >-${newline}   ${words.map((word) => line([word])).join(`${newline}   `)}${newline}` },
  { name: 'literal Procfile', path: 'Procfile', write: (words, newline) => `web: |${newline}  ${line(words)}${newline}# end${newline}` },
  { name: 'railpack.json', path: 'railpack.json', write: (words, newline) => `{${newline}\t/* the start */ "deploy":   {"startCommand": ${JSON.stringify(line(words))} },${newline}}` },
  { name: 'nixpacks.toml', path: 'nixpacks.toml', more: { 'railway.json': '{"build":{"builder":"NIXPACKS"}}' }, write: (words, newline) => `[start]${newline}cmd =  ${JSON.stringify(line(words))}  # go${newline}` },
  { name: 'nixpacks.toml, three quotes', path: 'nixpacks.toml', more: { 'railway.json': '{"build":{"builder":"NIXPACKS"}}' }, write: (words, newline) => `[start]${newline}cmd = '''${line(words)}'''` },
  { name: 'railway.ts in double quotes', path: '.railway/railway.ts', write: (words, newline) => IAC(JSON.stringify(line(words)), newline) },
  { name: 'railway.ts in single quotes', path: '.railway/railway.ts', write: (words, newline) => IAC(`'${line(words).replaceAll(/['\\]/g, String.raw`\$&`)}'`, newline) },
  { name: 'railway.ts template', path: '.railway/railway.ts', write: (words, newline) => IAC(`\`${line(words).replaceAll(/[`\\]|\$(?=\{)/g, String.raw`\$&`)}\``, newline) },
  { name: 'render.yaml', path: 'render.yaml', write: (words, newline) => ['services:', '- type: web', '  name: shop', `  startCommand:   ${JSON.stringify(line(words))}`, '  runtime: python', ''].join(newline) },
  { name: 'CMD as an array', path: 'Dockerfile', write: (words, newline) => image(`CMD [${words.map((word) => JSON.stringify(word)).join(', ')}]`, newline) },
  { name: 'CMD as an array over lines', path: 'Dockerfile', write: (words, newline) => image(`CMD [ ${words.map((word) => JSON.stringify(word)).join(`, \\${newline}   `)} ]${newline}`, newline) },
  { name: 'CMD in shell form', path: 'Dockerfile', write: (words, newline) => image(`CMD exec ${line(words)}`, newline) },
  { name: 'CMD in shell form over lines', path: 'Dockerfile', write: (words, newline) => image(`CMD exec ${words.map((word) => line([word])).join(` \\${newline}  # and${newline}\t`)}${newline}`, newline) },
  { name: 'a shell in an array', path: 'Dockerfile', write: (words, newline) => image(`CMD ["sh", "-c", ${JSON.stringify(`exec ${line(words)}`)}]`, newline) },
  { name: 'a script', path: 'run.sh', more: { Procfile: 'web: bash ./run.sh\n' }, write: (words) => `#!/bin/bash\nset -e  # stop\nexec ${words.map((word) => line([word])).join(' \\\n\t')}` },
  { name: 'a package script', path: 'package.json', more: { Procfile: 'web: npm start\n' }, write: (words, newline) => `{${newline}   "name": "quay", "scripts": { "start":  ${JSON.stringify(line(words))} }${newline}}` },
];

const WANTED: readonly (readonly [FactName, number | string, unknown])[] = [
  ['server.workers', 3, 3], ['server.threads', 5, 5], ['server.timeout', 99, 99], ['server.workers', '${WEB_CONCURRENCY:-6}', 6], ['server.maxRequests', 1234, 1234],
];

const words = fc.tuple(
  fc.constantFrom(['gunicorn'], ['python', '-m', 'gunicorn']),
  fc.shuffledSubarray([['--log-level=info'], ['--name', 'a shop'], ['--access-logformat', '%(h)s "%(r)s"'], ['-w', '1'], ['--threads=2'], ['-t', '77'], ['--preload'], ['--max-requests', '7']]),
  fc.boolean(),
).map(([program, options, appFirst]) => (appFirst ? [...program, 'shop:shop', ...options.flat()] : [...program, ...options.flat(), 'shop:shop']));

describe('a setting reaches the server from every container', () => {
  test.each(CONTAINERS)('$name', async (container) => {
    await fc.assert(fc.asyncProperty(words, fc.constantFrom(...WANTED), fc.constantFrom('\n', '\r\n'), async (command, [fact, value, expected], newline) => {
      const texts: Texts = { ...FILES, ...container.more, [container.path]: container.write(command, newline) };
      const context = await contextOf(texts);
      const planned = await setServerFact({ fact, value }, context);
      const result = textsAfter(planned, context, texts);
      expect(result, container.write(command, newline)).toBeTypeOf('object');
      if (typeof result === 'string') return;
      const after = await contextOf(result);
      expect(valueOf(after.service.facts[fact] as never), result[container.path]).toBe(expected);
      for (const other of ['server.workers', 'server.threads', 'server.timeout', 'server.maxRequests', 'server.preload', 'start.app'] as const) {
        if (other !== fact) expect(valueOf(after.service.facts[other] as never), result[container.path]).toBe(valueOf(context.service.facts[other] as never));
      }
      expectUntouched(texts[container.path] ?? '', result[container.path] ?? '');
      const again = await setServerFact({ fact, value }, after);
      expect(textsAfter(again, after, result)).toEqual(result);
    }), { numRuns: 12, seed: 20261122 });
  });
});

/** Outside of one place, which is at most the command, nothing changes. */
function expectUntouched(before: string, after: string): void {
  let start = 0;
  while (start < before.length && before.charAt(start) === after.charAt(start)) start += 1;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const [removed, added] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  const isWrapped = added.includes('/bin/sh');
  if (!isWrapped) {
    expect(removed.length, `${before}\n---\n${after}`).toBeLessThan(30);
    expect(added.length, `${before}\n---\n${after}`).toBeLessThan(60);
  }
  expect((after.match(/\r/g) ?? []).length > 0).toBe(before.includes('\r') && (after.includes('\r') || !isWrapped));
}

import { expect, it } from 'vitest';
import { declared } from '../../../src/model/fact.ts';
import type { FactSet } from '../../../src/model/facts.ts';
import { readJavaScriptCode } from '../../../src/code/javascript/read-javascript-code.ts';
import { filesOf } from '../../support/files.ts';
import { readFacts } from './support.ts';

const SERVER = `import express from 'express'; const app = express(); app.listen(process.env.PORT || 3000);\n`;

function shown(facts: FactSet): readonly string[] {
  const fact = facts['code.addresses'];
  return fact?.state === 'known' ? fact.value.map(({ url, side, name }) => `${name ?? '-'} ${url} ${side}`) : [];
}

it.each([
  ['a constant', `const API = "http://api.railway.internal:8000";`, ['API http://api.railway.internal:8000 server']],
  ['a default', `const url = process.env.API_URL || 'https://b.up.railway.app';`, ['API_URL https://b.up.railway.app server']],
  ['a call', `fetch('https://b.up.railway.app/x')`, ['fetch https://b.up.railway.app/x server']],
  ['an option', `cors({ origin: ['https://a.up.railway.app'] })`, ['origin https://a.up.railway.app server']],
  ['a template', 'const u = `https://${name}.railway.internal:${process.env.P}/x`;', ['u https://${name}.railway.internal:${process.env.P}/x server']],
  ['a comment', `// http://a.railway.internal`, []],
])('finds addresses in %s', async (_name, text, expected) => {
  expect(shown(await readFacts({ 'index.ts': SERVER + text }, 'index.ts'))).toEqual(expected);
});

it('tells the sides of a Next project apart, and says where it does not know', async () => {
  const text = `export const a = 'http://a.railway.internal:1';`;
  const files = filesOf({
    'package.json': '{}', 'next.config.js': `module.exports = { x: 'http://d.railway.internal:1' };`,
    'app/page.tsx': `'use client';\nexport default function P() { return fetch('http://b.railway.internal:1'); }`,
    'app/api/x/route.ts': `import { a } from '../../../lib/a';\nexport function GET() { return fetch('http://c.railway.internal:1'); }`,
    'lib/a.ts': text,
  });
  const source = { path: 'package.json', text: '{}' };
  const facts: FactSet = { 'runtime.framework': declared('runtime.framework', 'next', source, { start: 0, end: 1 }) };
  const paths = files.paths.filter((path) => /\.[jt]sx?$/.test(path));
  const reading = await readJavaScriptCode({ files, root: '', paths, facts, environment: new Map() });
  expect(shown(reading.facts)).toEqual([
    'fetch http://c.railway.internal:1 server', 'fetch http://b.railway.internal:1 browser',
    'a http://a.railway.internal:1 unknown', 'x http://d.railway.internal:1 server',
  ]);
});

it('leaves out files that the started one does not load', async () => {
  const facts = await readFacts({ 'index.ts': SERVER, 'old.ts': `fetch('http://a.railway.internal:1')` }, 'index.ts');
  expect(facts['code.addresses']).toMatchObject({ state: 'absent' });
});

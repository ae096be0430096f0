import { expect, it } from 'vitest';
import { parseTypeScript } from '../../../src/documents/typescript.ts';
import { JAVASCRIPT_REWRITINGS } from '../../../src/fixes/javascript/rewritings.ts';
import { readTemplate } from '../../../src/fixes/templates/read-template.ts';
import { contextOf, factAt, resultOf } from './support.ts';

/** Rewrites at the places that stand between « and ». */
async function rewrite(how: string, marked: string, path = 'app.js'): Promise<string> {
  const text = marked.replace(/[«»]/g, '');
  const [first, ...rest] = [...marked.matchAll(/«([^»]*)»/g)].map(([, part = '']) => factAt(path, text, part));
  if (first === undefined) throw new Error('no place is marked');
  const context = { ...contextOf({ [path]: text }), template: readTemplate };
  const planned = await JAVASCRIPT_REWRITINGS[how]?.({ kind: 'rewrite', how, at: [first, ...rest], with: { most: 5 } }, context);
  if (planned === undefined) throw new Error(`nothing is called ${how}`);
  const result = resultOf(planned, context, path);
  if (planned.ok) expect((await parseTypeScript(path, result)).ok, result).toBe(true);
  return result;
}

const helper = (path: string): string => (readTemplate(path) ?? '').trimEnd();

it.each([
  ['a name of a function', 'const found = await «Promise.all(ids.map(load))»;\n', 'const found = await mapWithLimit(ids, 5, load);\n'],
  ['a function over several lines', 'return «Promise.all(\n  ids.map(async (id, index) => {\n    await load(id, index);\n  }),\n)»;\n', 'return mapWithLimit(ids, 5, async (id, index) => {\n    await load(id, index);\n  });\n'],
  ['a list that is made first', 'x = «Promise.all([...ids].filter(Boolean).map(load))»\n', 'x = mapWithLimit([...ids].filter(Boolean), 5, load)\n'],
])('works through a list in parts: %s', async (_name, before, after) => {
  expect(await rewrite('limit-promises', before)).toBe(`${after}\n${helper('node/map-with-limit.js')}\n`);
});

it('writes the line ends of the file, types in TypeScript, and the helper once', async () => {
  expect(await rewrite('limit-promises', 'a();\r\nawait «Promise.all(ids.map(load))»;', 'app.ts')).toBe(`a();\r\nawait mapWithLimit(ids, 5, load);\r\n\r\n${helper('node/map-with-limit.ts').replaceAll('\n', '\r\n')}\r\n`);
  expect(await rewrite('limit-promises', 'await «Promise.all(ids.map(load))»;\nfunction mapWithLimit() {}\n')).toBe('await mapWithLimit(ids, 5, load);\nfunction mapWithLimit() {}\n');
});

it.each([
  ['«Promise.allSettled(ids.map(load))»;', 'refused: Promise.allSettled gives other results'],
  ['«Promise.all(work)»;', 'refused: its list is made in another place'],
  ['«Promise.all(ids.map(load, this))»;', 'refused: its list is made in another place'],
  ['«Promise.all(/* all */ ids.map(load))»;', 'refused: a comment stands in between'],
  ['«Promise.all(ids.map((id, index, all) => load(id, all)))»;', 'refused: its function wants the whole list'],
])('leaves what it cannot take apart: %s', async (before, after) => {
  expect(await rewrite('limit-promises', before)).toBe(after);
});

it.each([
  ['«save(order)»;', 'save(order).catch((error) => console.error(error));'],
  ['void «this.save(order)» // later', 'void this.save(order).catch((error) => console.error(error)) // later'],
  ['«save({\r\n  id,\r\n})»\r\n', 'save({\r\n  id,\r\n}).catch((error) => console.error(error))\r\n'],
  ['const console = log;\n«save(order)»;', 'refused: console means something else there'],
])('catches what nobody waits for: %s', async (before, after) => {
  expect(await rewrite('catch-promise', before)).toBe(after);
});

it.each([
  ['async () => {\n  const a = await «f(1)»;\n  const b = await «g(2)»;\n};', 'async () => {\n  const [a, b] = await Promise.all([f(1), g(2)]);\n};'],
  ['async () => {\r\n\tlet a = await «f(1)»\r\n\r\n\tlet { b } = await «g(2)»\r\n}', 'async () => {\r\n\tlet [a, { b }] = await Promise.all([f(1), g(2)])\r\n}'],
  [`async () => {\n  const a = await «f('${'x'.repeat(50)}')»;\n  const b = await «g('${'y'.repeat(50)}')»;\n};`, `async () => {\n  const [a, b] = await Promise.all([\n    f('${'x'.repeat(50)}'),\n    g('${'y'.repeat(50)}'),\n  ]);\n};`],
  ['async () => {\n  const a = await «f(1)»;\n  let b = await «g(2)»;\n};', 'refused: they are not written alike'],
  ['async () => {\n  const a: A = await «f(1)»;\n  const b = await «g(2)»;\n};', 'refused: a name has its type written down, or the code there is another one now'],
  ['async () => {\n  const a = await «f(1)»; // first\n  const b = await «g(2)»;\n};', 'refused: a comment stands between them'],
])('waits for several together: %s', async (before, after) => {
  expect(await rewrite('await-together', before, 'app.ts')).toBe(after);
});

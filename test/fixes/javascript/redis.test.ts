import { expect, it } from 'vitest';
import { JAVASCRIPT_REWRITINGS } from '../../../src/fixes/javascript/rewritings.ts';
import type { Plain } from '../../../src/model/change.ts';
import { contextOf, factAt, resultOf } from './support.ts';

/** Rewrites at the places that stand between « and ». */
async function rewrite(how: string, marked: string, values: Readonly<Record<string, Plain>> = {}): Promise<string> {
  const text = marked.replace(/[«»]/g, '');
  const [first, ...rest] = [...marked.matchAll(/«([^»]*)»/g)].map(([, part = '']) => factAt('app.ts', text, part));
  if (first === undefined) throw new Error('no place is marked');
  const context = contextOf({ 'app.ts': text });
  const planned = await JAVASCRIPT_REWRITINGS[how]?.({ kind: 'rewrite', how, at: [first, ...rest], with: values }, context);
  if (planned === undefined) throw new Error(`nothing is called ${how}`);
  return resultOf(planned, context, 'app.ts');
}

it.each([
  ['tabs, Windows lines and no semicolons', 'pipeline-calls', 'async () => {\r\n\tconst a = await «r.get("a")»\r\n\tconst b = await «r.get("b")»\r\n\tawait «r.ttl("c")»\r\n}', {},
    'async () => {\r\n\tconst [a, b] = await Promise.all([\r\n\t\tr.get("a"),\r\n\t\tr.get("b"),\r\n\t\tr.ttl("c"),\r\n\t])\r\n}'],
  ['a comment behind the last one', 'pipeline-calls', 'let a = await «r.get("a")»;\nlet b = await «r.get("b")»;\nlet c = await «r.get("c")»; // three\n', {},
    'let [a, b, c] = await Promise.all([\n  r.get("a"),\n  r.get("b"),\n  r.get("c"),\n]); // three\n'],
  ['a type', 'pipeline-calls', 'const a: string = await «r.get("a")»;\nconst b = await «r.get("b")»;\nconst c = await «r.get("c")»;\n', {}, 'refused: an answer is used in its own statement'],
  ['two kinds of variables', 'pipeline-calls', 'let a = await «r.get("a")»;\nconst b = await «r.get("b")»;\nconst c = await «r.get("c")»;\n', {}, 'refused: some answers are kept in constants and some in variables'],
  ['words', 'append-arguments', "const key = 'k';\nawait «r.expire(key, 60)»;\n", { given: 2, words: 'NX' }, "const key = 'k';\nawait r.expire(key, 60, 'NX');\n"],
  ['words where there are more', 'append-arguments', "await «r.expire(key, 60, 'XX')»;\n", { given: 2, words: 'NX' }, 'refused: it is not given 2 arguments'],
  ['an else', 'claim-key', 'if (await «r.get(k)») { return; } else { go(); }\nawait «r.setex(k, 6, v)»;\n', { library: 'ioredis' }, 'refused: its answer is not all that is asked for'],
  ['another key', 'claim-key', 'if (await «r.get(k)») throw new Error("twice");\nawait «r.setex(other, 6, v)»;\n', { library: 'ioredis' },
    'refused: between the question and the write stands the work, and only its author can say what is kept while it goes on'],
  ['Windows lines', 'limit-map', "import a from 'a';\r\nconst cache = «new Map()»;\r\n", { most: 9 }, "import a from 'a';\r\nimport { LRUCache } from 'lru-cache';\r\nconst cache = new LRUCache({ max: 9 });\r\n"],
  ['a name that is taken', 'limit-map', "import a from 'a';\nclass LRUCache {}\nconst cache = «new Map()»;\n", { most: 9 }, 'refused: the name LRUCache means something else in this module'],
])('%s: %s', async (_name, how, before, values, expected) => {
  expect(await rewrite(how, before, values)).toBe(expected);
});

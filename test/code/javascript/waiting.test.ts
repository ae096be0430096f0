import { expect, it } from 'vitest';
import { itemsOf, show } from '../python/read.ts';
import { readFacts } from './support.ts';

const HEAD = "import express from 'express';\nimport axios from 'axios';\nimport got from 'got';\nconst app = express();\nconst one = async (id) => (await fetch('https://a.example/' + id)).json();\napp.listen(1);\n";
const route = (body: string): string => `${HEAD}app.get('/x', async (req, res) => {\n${body}\n});\n`;
const facts = (text: string) => readFacts({ 'main.js': text }, 'main.js');

it.each([
  ['fetch', "fetch('https://x')", ['fetch GET none 300 by default']],
  ['fetch with a method', "fetch('https://x', { method: 'post' })", ['fetch POST none 300 by default']],
  ['fetch with a signal', "fetch('https://x', { signal: AbortSignal.timeout(1500) })", ['fetch GET given 1.5']],
  ['fetch with options from elsewhere', "const ask = (options) => fetch('https://x', options)", ['fetch undefined unknown absent']],
  ['fetch of the own host', "fetch('/api')", []],
  ['axios', "axios.get('https://x')", ['axios GET none absent']],
  ['axios with a body', "axios.post('https://x', body)", ['axios POST none absent']],
  ['axios with a limit', "axios.post('https://x', body, { timeout: 2000 })", ['axios POST given 2']],
  ['a limit that is set later', "const options = { headers };\noptions.timeout = 5;\naxios.post('https://x', body, options)", ['axios POST given absent']],
  ['a default of axios', "axios.defaults.timeout = 100;\naxios.get('https://x')", ['axios GET given absent']],
  ['a client of axios', "const bank = axios.create();\nbank.get('/rates')", ['axios undefined none absent', 'axios GET unknown absent']],
  ['got', "got('https://x', { timeout: { request: 3000 } })", ['got undefined given 3']],
  ['a file of a browser', "localStorage.getItem('token');\naxios.get('https://x')", []],
])('reads requests and their limits: %s', async (_name, text, expected) => {
  const found = await facts(`import axios from 'axios';\nimport got from 'got';\nimport express from 'express';\nexpress().listen(1);\n${text};`);
  expect(itemsOf(found['http.requests']).map((each) => `${each.library} ${each.library === 'got' ? undefined : each.method} ${each.limit} ${show(each.timeout)}`)).toEqual(expected);
});

it.each([
  ['a function inside', 'await Promise.all(req.body.map(async (id) => { await one(id); }));', ['req.body many open http']],
  ['a function by its name', 'const work = req.body.map(one);\nawait Promise.all(work);', ['req.body many open http']],
  ['settled', 'await Promise.allSettled(req.body.map(one));', ['req.body many open http settles']],
  ['pieces that catch', 'await Promise.all(req.body.map(async (id) => { try { await one(id); } catch {} }));', ['req.body many open http settles']],
  ['a list that a loop fills', 'const asked = [];\nfor (const id of req.body) asked.push(one(id));\nawait Promise.all(asked);', ['req.body many open http']],
  ['a filled list of pieces that catch', 'const asked = [];\nfor (const id of req.body) { asked.push(one(id).catch(() => null)); }\nawait Promise.all(asked);', ['req.body many open http settles']],
  ['a loop over a written list', 'const asked = [];\nfor (const id of [1, 2]) asked.push(one(id));\nawait Promise.all(asked);', ['[1, 2] few open http']],
  ['a filled list that is emptied', 'let asked = [];\nfor (const id of req.body) { asked.push(one(id)); if (asked.length > 4) { await Promise.all(asked); asked = []; } }', ['undefined few open ']],
  ['answers that a loop keeps', 'const kept = [];\nfor (const id of req.body) kept.push(await one(id));\nawait Promise.all(kept);', ['undefined few open ']],
  ['a loop that pauses as it fills', 'const asked = [];\nfor (const id of req.body) { asked.push(one(id)); await pause(); }\nawait Promise.all(asked);', ['undefined few open ']],
  ['a list with something besides', 'const asked = [];\nasked.push(one(0));\nfor (const id of req.body) asked.push(one(id));\nawait Promise.all(asked);', ['undefined few open ']],
  ['a written list', 'await Promise.all([1, 2].map(one));', ['[1, 2] few open http']],
  ['a list of constants', 'const IDS = [1, 2];\nawait Promise.all(IDS.map(one));', ['IDS few open http']],
  ['a slice', 'await Promise.all(req.body.slice(0, 3).map(one));', ['req.body.slice(0, 3) few open http']],
  ['a chunk of a loop', 'for (const chunk of chunks(req.body)) await Promise.all(chunk.map(one));', ['chunk few open http']],
  ['pieces one by one', 'await Promise.all([one(1), one(2)]);', ['undefined few open http']],
  ['a limiter', 'await Promise.all(req.body.map((id) => limit(() => one(id))));', ['req.body many limited http']],
  ['a database', 'await Promise.all(req.body.map((id) => prisma.order.findUnique({ where: { id } })));', ['req.body many open data']],
])('reads work that is started at once: %s', async (_name, text, expected) => {
  const found = await facts(route(text));
  expect(itemsOf(found['async.groups']).map((each) => `${each.over} ${each.few ? 'few' : 'many'} ${each.limited ? 'limited' : 'open'} ${each.asks.join(',')}${each.settles ? ' settles' : ''}`)).toEqual(expected);
});

it.each([
  ['a loop', 'for (const id of req.body) await one(id);', ['loop 0']],
  ['a loop with two awaits', 'for (const id of req.body) { await one(id); await one(id + 1); }', ['loop 0']],
  ['a loop that hands on', 'let last;\nfor (const id of req.body) { last = await one(id + last); }', []],
  ['a loop that pushes what it sends', "const sent = [];\nfor (const id of req.body) { sent.push(await fetch('https://x/' + id, { body: sent })); }", []],
  ['a loop that returns', 'for (const id of req.body) { if (await one(id)) return; }', []],
  ['a loop that pauses', 'for (const id of req.body) { await one(id); await sleep(10); }', []],
  ['a counting loop', 'for (let id = 0; id < 3; id++) await one(id);', []],
  ['a for await', 'for await (const id of req) await one(id);', []],
  ['two reads', 'const a = await one(1);\nconst b = await one(2);', ['sequence 1']],
  ['a read that needs another', 'const a = await one(1);\nconst b = await one(a);', []],
  ['a write', "const a = await one(1);\nconst b = await fetch('https://x', { method: 'POST' });", []],
  ['a database', 'const a = await prisma.a.findMany();\nconst b = await prisma.b.findMany();', []],
])('reads what waits in turn: %s', async (_name, text, expected) => {
  const found = await facts(route(text));
  expect(itemsOf(found['async.waitsInTurn']).map((each) => `${each.kind} ${each.others.length}`)).toEqual(expected);
});

it.each([
  ['a dropped promise', 'one(1);', 1], ['a promise behind void', 'void one(1);', 1], ['an awaited one', 'await one(1);', 0], ['one that is caught', 'one(1).catch(console.error);', 0],
  ['one that is returned', 'return one(1);', 0], ['one with a name', 'const work = one(1);', 0],
  ['a function that catches', 'const safe = async () => { try { await one(1); } catch (error) { console.error(error); } };\nsafe();', 0],
  ['a function that catches, and cleans up', 'const safe = async () => { try { try { await one(1); } catch {} } finally { done(); } };\nsafe();', 0],
  ['a function that waits for one that catches', 'const safe = async () => { try { await one(1); } catch {} };\nconst tell = async () => { await safe(); };\ntell();', 0],
  ['a function whose catch throws', 'const bad = async () => { try { await one(1); } catch (error) { throw error; } };\nbad();', 1],
  ['a function that only calculates', 'const sum = async () => 1;\nsum();', 0],
])('reads promises that nobody waits for: %s', async (_name, text, count) => {
  expect(itemsOf((await facts(route(text)))['async.lostTasks'])).toHaveLength(count);
});

it.each([
  ['a loop', "for (let attempt = 0; attempt < 3; attempt++) { try { return await fetch('https://x', { signal: AbortSignal.timeout(4000) }); } catch { await sleep(1000 * 2 ** attempt); } }", ['loop 3 4 3 growing']],
  ['a loop up to a number', "for (let attempt = 1; attempt <= 3; attempt++) { try { return await fetch('https://x', { signal: AbortSignal.timeout(4000) }); } catch { await new Promise((done) => setTimeout(done, 500)); } }", ['loop 3 4 1 constant']],
  ['a loop without a pause', "for (let i = 0; i < 2; i++) { try { a = await axios.get('https://x', { timeout: 100 }); break; } catch {} }", ['loop 2 0.1 absent none']],
  ['a loop over pages', "for (let page = 0; page < 3; page++) { try { all.push(await fetch('https://x')); } catch {} }", []],
  ['a loop that gives up at once', "for (let page = 0; page < 3; page++) { try { return await fetch('https://x'); } catch (error) { throw error; } }", []],
])('reads what is tried again: %s', async (_name, text, expected) => {
  const found = await facts(route(text));
  expect(itemsOf(found['http.retries']).map((each) => `${each.library} ${show(each.attempts)} ${show(each.timeout)} ${show(each.waits)} ${each.pace}`)).toEqual(expected);
});

it('reads what packages try again', async () => {
  const found = await facts(`import pRetry from 'p-retry';\nimport axios from 'axios';\nimport axiosRetry from 'axios-retry';\nimport express from 'express';\nexpress().listen(1);\npRetry(() => fetch('https://x', { signal: AbortSignal.timeout(1000) }), { retries: 4 });\naxiosRetry(axios);\n`);
  expect(itemsOf(found['http.retries']).map((each) => `${each.library} ${show(each.attempts)} ${show(each.timeout)} ${each.pace}`)).toEqual(['p-retry 5 1 growing', 'axios-retry 4 absent none']);
});

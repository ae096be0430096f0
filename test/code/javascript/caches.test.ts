import { expect, it } from 'vitest';
import type { CacheStore } from '../../../src/model/facts/caches.ts';
import { readFacts } from './support.ts';

const SERVER = 'import express from "express";\nimport Redis from "ioredis";\nimport { LRUCache } from "lru-cache";\nconst app = express();\napp.listen(process.env.PORT);\nconst redis = new Redis();\n';
const route = (head: string, body: string) => `${SERVER}${head}\napp.get("/x", async (req, res) => {\n${body}\n});\n`;

it.each([
  ['a Map that requests fill', route('const pages = new Map();', 'pages.set(req.query.id, 1);'), 'pages Map open request'],
  ['an object that requests fill', route('const pages: Record<string, number> = {};', 'const { id } = req.query;\npages[id] = 1;'), 'pages object open request'],
  ['a constant key', route('const pages = new Map();', 'pages.set("all", 1);'), 'pages Map open - module'],
  ['an entry that goes when it is asked for too late', `${SERVER}const pages = new Map();\nfunction cached(key) { const item = pages.get(key); if (item.expires > 0) return item; pages.delete(key); return null; }\nfunction keep(key, value) { pages.set(key, value); }\napp.get("/x", (req, res) => { keep(req.query.id, cached(req.query.id)); });\n`, 'pages Map open request'],
  ['entries that go', route('const pages = new Map();', 'pages.set(req.query.id, 1);\nres.on("close", () => pages.delete(req.query.id));'), 'pages Map bounded request'],
  ['a sweep', route('const pages = new Map();\nsetInterval(() => { for (const [key] of pages) { if (pages.get(key)) pages.delete(key); } }, 60000);', 'pages.set(req.query.id, 1);'), 'pages Map bounded request'],
  ['a size that is looked at', route('const pages = new Map();', 'if (pages.size > 500) pages.clear();\npages.set(req.query.id, 1);'), 'pages Map bounded request'],
  ['a variable that begins anew', route('let pages = new Map();\nsetInterval(() => { pages = new Map(); }, 1000);', 'pages.set(req.query.id, 1);'), ''],
  ['handed to somebody', route('const pages = new Map();\nwatch(pages);', 'pages.set(req.query.id, 1);'), 'pages Map bounded request'],
  ['a table', route('const pages = { a: 1 };', 'pages[req.query.id] = 1;'), ''],
  ['a WeakMap', route('const pages = new WeakMap();', 'pages.set(req, 1);'), ''],
  ['a cache of a library', route('const pages = new LRUCache({ max: 5 });', 'pages.set(req.query.id, 1);'), 'lru-cache lru-cache bounded - module'],
  ['a field of a service', 'import { Injectable } from "@nestjs/common";\nimport Redis from "ioredis";\nexport const redis = new Redis();\n@Injectable()\nexport class Shop {\n  private readonly pages = new Map();\n  put(key: string) { this.pages.set(key, 1); }\n}\n', 'pages Map open function'],
  ['beside Redis', route('const pages = new Map();', 'try { await redis.setex(req.query.id, 5, 1); } catch { pages.set(req.query.id, 1); }'), 'pages Map open request beside redis.setex(req.query.id, 5, 1)'],
])('sees what a process keeps: %s', async (_name, text, expected) => {
  const facts = await readFacts({ 'main.ts': text }, 'main.ts');
  const fact = facts['cache.stores'];
  const stores: readonly CacheStore[] = fact?.state === 'known' ? fact.value : [];
  const shown = stores.map(({ name, kind, bounded, write, scope, beside }) =>
    [name, kind, bounded ? 'bounded' : 'open', ...(write === undefined ? ['-'] : []), scope, ...(beside === undefined ? [] : ['beside', beside.value])].join(' '));
  expect(shown.join(', ')).toBe(expected);
});

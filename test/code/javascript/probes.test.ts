import { expect, it } from 'vitest';
import { readFacts } from './support.ts';

/** What the route /health says of itself: whether it asks who is calling, and what it asks in turn. */
async function probeOf(registered: string) {
  const facts = await readFacts({ 'server.js': `const express = require('express'); const { db, requireAuth, optionalAuth } = require('./own'); const app = express(); ${registered}; app.listen(3000)`, 'own.js': 'module.exports = {};' }, 'server.js');
  const routes = facts['web.routes'];
  const route = routes?.state === 'known' ? routes.value.find(({ path }) => path.value === '/health') : undefined;
  return { guarded: route?.guarded ?? false, asks: (route?.asks ?? []).map(({ value }) => value) };
}

it.each([
  ['a plain handler', "app.get('/health', (q, s) => s.json({}))", { guarded: false, asks: [] }],
  ['a middleware that asks who it is', "app.get('/health', requireAuth, (q, s) => s.json({}))", { guarded: true, asks: [] }],
  ['one that lets strangers pass', "app.get('/health', optionalAuth, (q, s) => s.json({}))", { guarded: false, asks: [] }],
  ['a query', "app.get('/health', async (q, s) => { await db.query('select 1'); s.json({}); })", { guarded: false, asks: ["db.query('select 1')"] }],
  ['a tagged query', 'app.get("/health", async (q, s) => { await db.$queryRaw`select 1`; s.json({}); })', { guarded: false, asks: ['db.$queryRaw`select 1`'] }],
  ['a query whose failure is caught', "app.get('/health', async (q, s) => { try { await db.query('select 1'); } catch {} s.json({}); })", { guarded: false, asks: [] }],
  ['one that answers 503', "app.get('/health', async (q, s) => { try { await db.query('select 1'); s.json({}); } catch { s.sendStatus(503); } })", { guarded: false, asks: ["db.query('select 1')"] }],
  ['another service', "app.get('/health', async (q, s) => { await fetch('https://x.y'); s.json({}); })", { guarded: false, asks: ["fetch('https://x.y')"] }],
])('reads %s', async (_name, registered, expected) => {
  expect(await probeOf(registered)).toEqual(expected);
});

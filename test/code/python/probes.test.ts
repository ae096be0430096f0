import { expect, it } from 'vitest';
import { itemsOf, read } from './read.ts';

/** What the route /health says of itself: whether it asks who is calling, and what it asks in turn. */
async function probeOf(handler: string, before = '') {
  const { facts } = await read({ 'main.py': `from fastapi import Depends, FastAPI, HTTPException\nimport httpx\nfrom auth import *\napp = FastAPI()\n${before}\n@app.get("/health")\n${handler}` });
  const route = itemsOf(facts['web.routes']).find(({ path }) => path.value === '/health');
  return { guarded: route?.guarded ?? false, asks: (route?.asks ?? []).map(({ value }) => value) };
}

it.each([
  ['a plain handler', 'def h():\n  return {}', { guarded: false, asks: [] }],
  ['a dependency that asks who it is', 'def h(u=Depends(current_user)):\n  return {}', { guarded: true, asks: [] }],
  ['one that lets strangers pass', 'def h(u=Depends(get_optional_user)):\n  return {}', { guarded: false, asks: [] }],
  ['a query', 'async def h(db=Depends(get_db)):\n  await db.execute("select 1")\n  return {}', { guarded: false, asks: ['db.execute("select 1")'] }],
  ['another service', 'def h():\n  httpx.get("https://x.y")\n  return {}', { guarded: false, asks: ['httpx.get("https://x.y")'] }],
  ['a query whose failure is caught', 'def h(db=Depends(get_db)):\n  try:\n    db.execute("select 1")\n  except Exception:\n    return {"db": False}\n  return {}', { guarded: false, asks: [] }],
  ['one whose failure is raised again', 'def h(db=Depends(get_db)):\n  try:\n    db.execute("select 1")\n  except Exception:\n    raise HTTPException(status_code=503)', { guarded: false, asks: ['db.execute("select 1")'] }],
  ['a method of something else', 'def h(runner=Depends(get_runner)):\n  runner.execute("x")\n  return {}', { guarded: false, asks: [] }],
])('reads %s', async (_name, handler, expected) => {
  expect(await probeOf(handler)).toEqual(expected);
});

it('follows the handler into a function that it calls', async () => {
  const before = 'def check():\n  connection.cursor().execute("select 1")\n';
  expect((await probeOf('def h():\n  check()\n  return {}', before)).asks).toEqual(['connection.cursor().execute("select 1")', 'connection.cursor()']);
});

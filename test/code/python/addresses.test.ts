import { expect, it } from 'vitest';
import { itemsOf, read } from './read.ts';

const APP = 'from fastapi import FastAPI\nimport os, httpx\napp = FastAPI()\n';

async function addresses(text: string, more: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const { facts } = await read({ 'main.py': APP + text, ...more }, { appFile: 'main.py', server: 'uvicorn' });
  return itemsOf(facts['code.addresses']).map(({ url, side, name }) => `${name ?? '-'} ${url} ${side}`);
}

it.each([
  ['a constant', 'API_URL = "http://api.railway.internal:8000/v1"', ['API_URL http://api.railway.internal:8000/v1 server']],
  ['the default of a variable', "url = os.getenv('BACKEND_URL', 'https://b.up.railway.app')", ['BACKEND_URL https://b.up.railway.app server']],
  ['a call', 'httpx.get("https://b.up.railway.app/x", timeout=3)', ['get https://b.up.railway.app/x server']],
  ['an option', 'app.add_middleware(object, allow_origins=["https://a.up.railway.app"])', ['allow_origins https://a.up.railway.app server']],
  ['a key', 'SERVICES = {"users": "http://users.railway.internal"}', ['users http://users.railway.internal server']],
  ['an f-string', 'url = f"https://{name}.railway.internal:{port}/x"', ['url https://{name}.railway.internal:{port}/x server']],
  ['a default of a parameter', 'def ask(base="http://a.railway.internal:1"):\n    return base', ['base http://a.railway.internal:1 server']],
  ['a setting', 'class S:\n    db: str = Field(default="postgresql://u:p@monorail.proxy.rlwy.net:1/x")', ['db postgresql://u:p@monorail.proxy.rlwy.net:1/x server']],
  ['a comment and a text that documents', '# http://a.railway.internal\ndef f():\n    """Asks http://a.railway.internal."""', []],
  ['a block that the server does not run', 'if __name__ == "__main__":\n    httpx.get("https://a.up.railway.app")', []],
  ['other hosts', 'U = "https://railway.internal.example.com https://docs.railway.app .railway.internal https://*.up.railway.app"', []],
])('finds addresses in %s', async (_name, text, expected) => {
  expect(await addresses(text)).toEqual(expected);
});

it('looks into modules that the program imports, and leaves out scripts and tests', async () => {
  const text = 'URL = "http://a.railway.internal:80"';
  const found = await addresses('from clients import URL\n', { 'clients.py': text, 'scripts/try.py': text, 'tests/test_a.py': text });
  expect(found).toEqual(['URL http://a.railway.internal:80 server']);
});

it('points at the address itself', async () => {
  const { facts } = await read({ 'main.py': `${APP}U = "see http://a.railway.internal:80, or ask"` }, { appFile: 'main.py' });
  const [use] = itemsOf(facts['code.addresses']);
  const provenance = use?.at.provenance;
  expect(provenance?.kind === 'declared' ? provenance.file.text.slice(provenance.range.start, provenance.range.end) : '').toBe('http://a.railway.internal:80');
});

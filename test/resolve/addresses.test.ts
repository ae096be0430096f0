import { expect, it } from 'vitest';
import { readFiles } from './project.ts';

const CODE = { 'main.py': 'from fastapi import FastAPI\napp = FastAPI()\nURL = "http://users.railway.internal:80"\n', 'requirements.txt': 'fastapi\nuvicorn\n' };

async function addresses(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { services: [service] } = await readFiles(files);
  const fact = service?.facts['code.addresses'];
  if (fact?.state !== 'known') return [];
  return fact.value.map(({ url, side, name, at }) => {
    const { provenance } = at;
    const text = provenance.kind === 'declared' ? provenance.file.text.slice(provenance.range.start, provenance.range.end) : '';
    return `${name ?? '-'} ${url} ${side} at ${text}`;
  });
}

it('joins addresses of variables with those of the code', async () => {
  const dockerfile = 'FROM python:3.13-slim\nENV API_URL=http://api.railway.internal:8000 VITE_API=http://x.railway.internal\nCOPY . .\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0"]\n';
  expect(await addresses({ ...CODE, Dockerfile: dockerfile })).toEqual([
    'API_URL http://api.railway.internal:8000 server at http://api.railway.internal:8000',
    'VITE_API http://x.railway.internal browser at http://x.railway.internal',
    'URL http://users.railway.internal:80 server at http://users.railway.internal:80',
  ]);
});

it('points at the value in .railway/railway.ts', async () => {
  const railway = 'import { defineRailway, project, service } from "railway/iac";\nexport default defineRailway(() => project("p", { resources: [service("web", { start: "uvicorn main:app", env: { API_URL: "https://api-1.up.railway.app/v1" } })] }));\n';
  expect((await addresses({ ...CODE, '.railway/railway.ts': railway }))[0])
    .toBe('API_URL https://api-1.up.railway.app/v1 server at https://api-1.up.railway.app/v1');
});

it('leaves examples out', async () => {
  expect(await addresses({ ...CODE, '.env.example': 'API_URL=http://api.railway.internal:1\n' })).toHaveLength(1);
});

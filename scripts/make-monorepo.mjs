// Writes a monorepo of about 10,000 files and 50 services, Python and TypeScript, as one commit of git: node scripts/make-monorepo.mjs FOLDER [SERVICES] [FILES]
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const [folder, services = '50', files = '10000'] = process.argv.slice(2);
if (folder === undefined) throw new Error('name the folder to write: node scripts/make-monorepo.mjs FOLDER [SERVICES] [FILES]');
const each = Math.floor(Number(files) / Number(services)) - 5;

/** Modules of a service that hold what a scan looks for, and many that do not. */
const PYTHON = {
  route: (n) => `import httpx\nfrom fastapi import APIRouter\n\nfrom app.core.database import session\n\nrouter = APIRouter(prefix="/items${n}")\n\n\n@router.get("/{item_id}")\nasync def read_item(item_id: int):\n    async with httpx.AsyncClient(timeout=5) as client:\n        answer = await client.get(f"https://example.com/items/{item_id}")\n    with session() as database:\n        database.execute("select 1")\n    return answer.json()\n`,
  table: (n) => `from sqlalchemy import Column, ForeignKey, Integer, String\nfrom sqlalchemy.orm import declarative_base\n\nBase = declarative_base()\n\n\nclass Item${n}(Base):\n    __tablename__ = "items_${n}"\n    id = Column(Integer, primary_key=True)\n    owner_id = Column(Integer, ForeignKey("owners.id"))\n    title = Column(String(200))\n`,
  plain: (n) => `"""Prices of kind ${n}."""\nfrom dataclasses import dataclass\n\n\n@dataclass\nclass Price${n}:\n    amount: int\n    currency: str = "EUR"\n\n    def rounded(self) -> int:\n        return round(self.amount / 100) * 100\n\n\ndef total(prices: list[Price${n}]) -> int:\n    return sum(price.rounded() for price in prices)\n`,
};
const TYPESCRIPT = {
  route: (n) => `import { Router } from 'express';\nimport { pool } from '../database.js';\n\nexport const router${n} = Router();\n\nrouter${n}.get('/items${n}/:id', async (request, response) => {\n  const answer = await fetch(\`https://example.com/items/\${request.params.id}\`);\n  await pool.query('select 1');\n  response.json(await answer.json());\n});\n`,
  table: (n) => `import { integer, pgTable, text } from 'drizzle-orm/pg-core';\n\nexport const items${n} = pgTable('items_${n}', { id: integer('id').primaryKey(), ownerId: integer('owner_id'), title: text('title') });\n`,
  plain: (n) => `/** Prices of kind ${n}. */\nexport interface Price${n} {\n  readonly amount: number;\n  readonly currency: string;\n}\n\nexport function total${n}(prices: readonly Price${n}[]): number {\n  return prices.reduce((sum, { amount }) => sum + Math.round(amount / 100) * 100, 0);\n}\n`,
};

function pythonService(root, count) {
  write(`${root}/Procfile`, 'web: uvicorn app.main:app --host 0.0.0.0 --port $PORT\n');
  write(`${root}/requirements.txt`, 'fastapi==0.118.3\nuvicorn==0.37.0\nsqlalchemy==2.0.43\nhttpx==0.28.1\npsycopg[binary]==3.2.10\n');
  write(`${root}/app/core/database.py`, 'import os\n\nfrom sqlalchemy import create_engine\nfrom sqlalchemy.orm import sessionmaker\n\nengine = create_engine(os.environ["DATABASE_URL"], pool_size=5)\nsession = sessionmaker(engine)\n');
  const routes = numbers(count).filter((n) => n % 5 === 0);
  write(`${root}/app/main.py`, `from fastapi import FastAPI\n\n${routes.map((n) => `from app.modules.route_${n} import router as router_${n}\n`).join('')}\napp = FastAPI()\n${routes.map((n) => `app.include_router(router_${n})\n`).join('')}\n\n@app.get("/health")\ndef health():\n    return {"ok": True}\n`);
  for (const n of numbers(count)) {
    const kind = n % 5 === 0 ? 'route' : n % 5 === 1 ? 'table' : 'plain';
    write(`${root}/app/modules/${kind}_${n}.py`, PYTHON[kind](n));
  }
}

function typescriptService(root, count, name) {
  write(`${root}/railway.json`, '{ "deploy": { "healthcheckPath": "/health" } }\n');
  write(`${root}/package.json`, `${JSON.stringify({ name: `@shop/${name}`, type: 'module', scripts: { start: 'node src/index.ts' }, engines: { node: '22.x' }, dependencies: { express: '^5.1.0', pg: '^8.16.0', 'drizzle-orm': '^0.44.0' } }, undefined, 2)}\n`);
  write(`${root}/src/database.ts`, "import pg from 'pg';\n\nexport const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 5 });\n");
  const routes = numbers(count).filter((n) => n % 5 === 0);
  write(`${root}/src/index.ts`, `import express from 'express';\n${routes.map((n) => `import { router${n} } from './modules/route-${n}.js';\n`).join('')}\nconst app = express();\n${routes.map((n) => `app.use(router${n});\n`).join('')}app.get('/health', (request, response) => response.send('ok'));\napp.listen(process.env.PORT);\n`);
  for (const n of numbers(count)) {
    const kind = n % 5 === 0 ? 'route' : n % 5 === 1 ? 'table' : 'plain';
    write(`${root}/src/modules/${kind}-${n}.ts`, TYPESCRIPT[kind](n));
  }
}

function numbers(count) {
  return Array.from({ length: count }, (_, index) => index);
}

function write(path, text) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

for (const index of numbers(Number(services))) {
  const name = `${index % 2 === 0 ? 'py' : 'ts'}${String(index).padStart(3, '0')}`;
  if (index % 2 === 0) pythonService(`services/${name}`, each);
  else typescriptService(`services/${name}`, each, name);
}
write('README.md', '# Shop\n');
write('.gitignore', 'node_modules/\n__pycache__/\n.env\n');
const git = (...words) => execFileSync('git', ['-C', folder, '-c', 'user.name=Ada Example', '-c', 'user.email=ada@example.com', '-c', 'commit.gpgSign=false', '-c', 'core.autocrlf=false', ...words], { stdio: ['ignore', 'ignore', 'inherit'] });
git('init', '--quiet', '--initial-branch=main');
git('add', '--all');
git('commit', '--quiet', '--message', 'A shop');

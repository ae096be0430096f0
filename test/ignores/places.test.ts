import { describe, expect, it } from 'vitest';
import { onlyService, scanTexts, WEB } from '../support/scan-texts.ts';

const PYTHON = {
  Procfile: WEB.Procfile,
  'requirements.txt': 'flask==3.0.3\ngunicorn==22.0.0\nsqlalchemy==2.0.30\npsycopg2==2.9.9\n',
  'app.py': 'from flask import Flask\nfrom sqlalchemy import create_engine\n\napp = Flask(__name__)\n\n\n@app.get("/")\ndef index():\n    engine = create_engine(\n        "postgresql://db/app",\n        pool_size=5,\n    )\n    return str(engine)\n',
};
const SLEEP = {
  Procfile: 'web: uvicorn app:app --host 0.0.0.0 --port $PORT\n', 'requirements.txt': 'fastapi==0.115.0\nuvicorn==0.30.0\n',
  'app.py': 'import time\nfrom fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/")\nasync def index():\n    time.sleep(1)\n    return "ok"\n',
};
const EXPRESS = {
  'package.json': '{ "name": "shop", "scripts": { "start": "node server.js" }, "dependencies": { "express": "4.19.2", "pg": "8.11.0" } }\n',
  Procfile: 'web: node server.js\n',
  'server.js': "const express = require('express');\nconst { execSync } = require('child_process');\nconst app = express();\napp.get('/', async (req, res) => {\n  execSync('sleep 1');\n  res.send('ok');\n});\napp.listen(3000);\n",
};
const DOCKER = { 'requirements.txt': WEB['requirements.txt'], 'app.py': WEB['app.py'], Dockerfile: 'FROM python:3.8\nCOPY . .\nRUN pip install -r requirements.txt\nCMD ["gunicorn", "app:app"]\n' };
const QUERY = {
  ...SLEEP, 'requirements.txt': `${SLEEP['requirements.txt']}asyncpg==0.30.0\n`,
  'app.py': 'import asyncpg\nfrom fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/")\nasync def index():\n    conn = await asyncpg.connect()\n    return await conn.fetch("""\n      SELECT a\n      FROM t\n      LIMIT 5 OFFSET $1\n    """, 7)\n',
};
const TEMPLATE = { ...EXPRESS, 'server.js': "const express = require('express');\nconst { Pool } = require('pg');\nconst pool = new Pool();\nconst app = express();\napp.get('/', async (req, res) => {\n  res.json(await pool.query(`\n    SELECT a\n    FROM t\n    LIMIT 5 OFFSET $1`, [7]));\n});\napp.listen(3000);\n" };
const PAGES = 'optimize-ignore[query/unordered-pages] x';
const COMPOSE = { ...WEB, 'railway.toml': '[build]\nbuilder = "NIXPACKS"\n\n[deploy]\nnumReplicas = 2\n' };

/** A rule, what it finds in files, the file that a comment goes into, and that file with the comment; whether it is ignored then. */
const COMMENTS: readonly (readonly [string, string, Readonly<Record<string, string>>, string, (text: string) => string, boolean])[] = [
  ['above the line', 'server/workers', WEB, 'Procfile', (text) => `# optimize-ignore[server/workers] x\n${text}`, true],
  ['behind the line', 'server/workers', WEB, 'Procfile', (text) => `${text.trimEnd()} # optimize-ignore[server/workers] x\n`, true],
  ['in a run of comments above', 'server/workers', WEB, 'Procfile', (text) => `# a\n# optimize-ignore[server/workers] x\n# b\n\n${text}`, true],
  ['with the line ends of Windows', 'server/workers', WEB, 'Procfile', (text) => `# optimize-ignore[server/workers] x\r\n${text.replaceAll('\n', '\r\n')}`, true],
  ['of several rules', 'server/workers', WEB, 'Procfile', (text) => `# optimize-ignore[deploy/draining, server/workers] x\n${text}`, true],
  ['below the line', 'server/workers', WEB, 'Procfile', (text) => `${text}# optimize-ignore[server/workers] x\n`, false],
  ['above another line', 'server/workers', WEB, 'Procfile', (text) => `# optimize-ignore[server/workers] x\nworker: python w.py\n${text}`, false],
  ['behind another line', 'server/workers', WEB, 'Procfile', (text) => `worker: python w.py # optimize-ignore[server/workers] x\n${text}`, false],
  ['of another rule', 'server/workers', WEB, 'Procfile', (text) => `# optimize-ignore[server/interface] x\n${text}`, false],
  ['without a reason', 'server/workers', WEB, 'Procfile', (text) => `# optimize-ignore[server/workers]\n${text}`, false],
  ['until yesterday', 'server/workers', WEB, 'Procfile', (text) => `# optimize-ignore[server/workers] x, until 2026-11-21\n${text}`, false],
  ['until today', 'server/workers', WEB, 'Procfile', (text) => `# optimize-ignore[server/workers] x, until 2026-11-22\n${text}`, true],
  ['until a day that is none', 'server/workers', WEB, 'Procfile', (text) => `# optimize-ignore[server/workers] x, until 2026-11-31\n${text}`, false],
  ['in Python above', 'async/blocking-call', SLEEP, 'app.py', (text) => text.replace('    time.sleep', '    # optimize-ignore[async/blocking-call] x\n    time.sleep'), true],
  ['in Python behind', 'async/blocking-call', SLEEP, 'app.py', (text) => text.replace('sleep(1)', 'sleep(1)  # optimize-ignore[async/blocking-call] x'), true],
  ['in Python with tabs', 'async/blocking-call', SLEEP, 'app.py', (text) => text.replaceAll('    ', '\t').replace('\ttime', '\t# optimize-ignore[async/blocking-call] x\n\ttime'), true],
  ['in a string of Python', 'async/blocking-call', SLEEP, 'app.py', (text) => text.replace('    time.sleep', '    """\n    # optimize-ignore[async/blocking-call] x\n    """; time.sleep'), false],
  ['before a call of several lines', 'database/engine-per-request', PYTHON, 'app.py', (text) => text.replace('    engine', '    # optimize-ignore[database/engine-per-request] x\n    engine'), true],
  ['behind the first line of a call', 'database/engine-per-request', PYTHON, 'app.py', (text) => text.replace('engine(\n', 'engine(  # optimize-ignore[database/engine-per-request] x\n'), true],
  ['behind the last line of a call', 'database/engine-per-request', PYTHON, 'app.py', (text) => text.replace('5,\n    )', '5,\n    )  # optimize-ignore[database/engine-per-request] x'), true],
  ['inside of a call', 'database/engine-per-request', PYTHON, 'app.py', (text) => text.replace('        "post', '        # optimize-ignore[database/engine-per-request] x\n        "post'), false],
  ['in JavaScript above', 'async/blocking-call', EXPRESS, 'server.js', (text) => text.replace('  execSync', '  // optimize-ignore[async/blocking-call] x\n  execSync'), true],
  ['in a block comment', 'async/blocking-call', EXPRESS, 'server.js', (text) => text.replace('  execSync', '  /*\n   * optimize-ignore[async/blocking-call] x\n   */\n  execSync'), true],
  ['in a block before the code', 'async/blocking-call', EXPRESS, 'server.js', (text) => text.replace('  execSync', '  /* optimize-ignore[async/blocking-call] x */ execSync'), true],
  ['in a template of JavaScript', 'async/blocking-call', EXPRESS, 'server.js', (text) => text.replace('  execSync', '  void `\n  // optimize-ignore[async/blocking-call] x\n  `; execSync'), false],
  ['above a query over lines', 'query/unordered-pages', QUERY, 'app.py', (text) => text.replace('    return', `    # ${PAGES}\n    return`), true],
  ['behind a query over lines', 'query/unordered-pages', QUERY, 'app.py', (text) => text.replace('7)', `7)  # ${PAGES}`), true],
  ['two lines above a query over lines', 'query/unordered-pages', QUERY, 'app.py', (text) => text.replace('    conn', `    # ${PAGES}\n    conn`), false],
  ['above a template with a query', 'query/unordered-pages', TEMPLATE, 'server.js', (text) => text.replace('  res', `  // ${PAGES}\n  res`), true],
  ['behind a template with a query', 'query/unordered-pages', TEMPLATE, 'server.js', (text) => text.replace('[7]));', `[7])); // ${PAGES}`), true],
  ['below a template with a query', 'query/unordered-pages', TEMPLATE, 'server.js', (text) => text.replace('\n});', `\n  // ${PAGES}\n});`), false],
  ['in a Dockerfile', 'runtime/end-of-life', DOCKER, 'Dockerfile', (text) => `# optimize-ignore[runtime/end-of-life] x\n${text}`, true],
  ['in TOML, of what the file lacks', 'deploy/healthcheck-path', COMPOSE, 'railway.toml', (text) => `${text}\n# optimize-ignore[deploy/healthcheck-path] x\n`, true],
  ['in TOML above a key', 'platform/nixpacks-deprecated', COMPOSE, 'railway.toml', (text) => text.replace('builder', '# optimize-ignore[platform/nixpacks-deprecated] x\nbuilder'), true],
  ['in requirements.txt', 'build/pinned-dependencies', { ...WEB, 'requirements.txt': 'flask\ngunicorn==22.0.0\n' }, 'requirements.txt', (text) => text.replace('flask', 'flask  # optimize-ignore[build/pinned-dependencies] x'), true],
];

describe('a comment', () => {
  it.each(COMMENTS)('%s', async (_name, rule, files, path, change, isIgnored) => {
    const before = onlyService(await scanTexts(files));
    expect(before.findings.map((finding) => finding.rule)).toContain(rule);
    const after = onlyService(await scanTexts({ ...files, [path]: change(files[path] ?? '') }));
    const ids = (found: readonly { readonly id: string; readonly rule: string }[]) => found.filter((finding) => finding.rule === rule).map(({ id }) => id);
    expect(ids(isIgnored ? after.ignored.map(({ finding }) => finding) : after.findings)).toEqual(ids(before.findings));
    expect(ids(isIgnored ? after.findings : after.ignored.map(({ finding }) => finding))).toEqual([]);
    expect(after.verdicts.find((verdict) => verdict.rule === rule)?.outcome).toBe(isIgnored ? 'ignored' : 'fail');
  });
});

import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeProject, optimize } from './support/cli.ts';
import { treeHash } from './support/tree-hash.ts';

/** Bytes that Python would run, were it executed: it would leave a file behind, or never end. */
const ENDLESS = 'open("executed", "w").write("x")\nwhile True:\n    pass\nworkers = 3\n';
const DEEP = 100_000;

/** Lets the program note, when it ends, for how many milliseconds the processor worked for it: a busy machine takes longer, and works no more. */
const WORK = `--import=data:text/javascript,${encodeURIComponent("import { writeFileSync } from 'node:fs'; process.on('exit', () => { const { user, system } = process.cpuUsage(); writeFileSync(process.env.WORK_FILE, String((user + system) / 1000)); });")}`;
const notes = mkdtempSync(join(tmpdir(), 'optimize-work-'));
const work = join(notes, 'work');
afterAll(() => rmSync(notes, { recursive: true, force: true }));

interface Hostile {
  readonly name: string;
  readonly files: Readonly<Record<string, string | Buffer>>;
  /** What the output must say, as JSON text. */
  readonly says?: RegExp;
  readonly exitCode?: number;
  readonly prepare?: (root: string) => void;
}

const utf16 = (text: string): Buffer => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const web = { 'requirements.txt': 'flask\ngunicorn\n', 'app.py': 'from flask import Flask\napp = Flask(__name__)\n' };

const CASES: readonly Hostile[] = [
  { name: 'an empty folder', files: {}, exitCode: 2, says: /nothing to scan/ },
  { name: 'files of no bytes', files: { Procfile: '', 'railway.json': '', 'railway.toml': '', 'package.json': '', 'requirements.txt': '', Dockerfile: '', 'main.py': '' } },
  { name: 'UTF-16 with a byte order mark', files: { ...web, 'railway.json': utf16('{"deploy":{}}') }, says: /UTF-16/ },
  { name: 'UTF-8 with a byte order mark and CRLF', files: { ...web, Procfile: '\ufeffweb: gunicorn app:app -w 5\r\n' }, says: /gunicorn app:app -w 5/ },
  { name: 'broken TOML', files: { ...web, 'railway.toml': '[deploy]\nstartCommand = "gunicorn\n' }, says: /"line": 2/ },
  { name: 'broken JSON', files: { ...web, 'railway.json': '{\n  "deploy": {\n' }, says: /config\/syntax/ },
  { name: 'broken YAML', files: { ...web, 'docker-compose.yml': 'services:\n  a: [\n  b: {\n' }, says: /docker-compose\.yml/ },
  { name: 'a key that stands twice', files: { ...web, 'railway.json': '{"deploy":{"startCommand":"gunicorn app:app","startCommand":"gunicorn app:app -w 3"}}' }, says: /startCommand/ },
  { name: 'conflict markers', files: { ...web, 'railway.json': '{\n<<<<<<< HEAD\n  "deploy": {}\n=======\n  "build": {}\n>>>>>>> other\n}\n' }, says: /conflict/ },
  { name: 'JSON nested 100,000 deep', files: { ...web, 'railway.json': `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`, 'package.json': `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}` } },
  { name: 'TOML nested 100,000 deep', files: { ...web, 'railway.toml': `a = ${'['.repeat(DEEP)}${']'.repeat(DEEP)}`, 'nixpacks.toml': `[${'a.'.repeat(DEEP)}a]\n` } },
  { name: 'YAML nested 100,000 deep', files: { ...web, 'docker-compose.yml': '['.repeat(DEEP), Procfile: `web: ${'{a: '.repeat(DEEP)}` } },
  { name: 'YAML that multiplies itself', files: { ...web, 'docker-compose.yml': `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'.split('').map((key, index) => `${key}: &${key} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(',')}]`).join('\n')}\nservices: *j\n` } },
  { name: 'Python nested 100,000 deep', files: { ...web, 'deep.py': `import flask\nx = ${'('.repeat(DEEP)}1${')'.repeat(DEEP)}\n` } },
  { name: 'TypeScript nested 100,000 deep', files: { 'package.json': '{"dependencies":{"express":"4"},"main":"a.ts"}', 'a.ts': `import express from 'express';\nconst x = ${'('.repeat(DEEP)}1${')'.repeat(DEEP)};\n` } },
  { name: 'a chain of 50,000 conditionals', files: { 'package.json': '{"dependencies":{"express":"4"},"main":"a.js"}', 'a.js': `const express = require('express');\nconst x = ${'a?{}:'.repeat(50_000)}1;\n` } },
  { name: 'a chain of 50,000 operators', files: { 'package.json': '{"dependencies":{"express":"4"},"main":"a.js"}', 'a.js': `const express = require('express');\nconst x = ${'1+'.repeat(50_000)}1;\n` } },
  { name: '1,500 containers in one file', files: { 'package.json': '{"dependencies":{"express":"4"},"main":"a.js"}', 'a.js': `const express = require('express');\nconst app = express();\n${Array.from({ length: 1500 }, (_, index) => `const c${index} = new Map();\napp.get('/${index}', (request) => { c${index}.set(request.params.id, 1); });\n`).join('')}app.listen(3000);\n` } },
  { name: 'SQL nested 20,000 deep', files: { ...web, 'migrations/001.sql': `CREATE INDEX i ON t (${'('.repeat(20_000)}a${')'.repeat(20_000)});\n` } },
  { name: 'a shell command nested 100,000 deep', files: { ...web, Procfile: `web: ${'('.repeat(DEEP)}gunicorn app:app${')'.repeat(DEEP)}\n` } },
  { name: 'a line of 50 MB', files: { ...web, Procfile: `web: ${'x'.repeat(50_000_000)}`, 'data.py': `import flask\nx = "${'y'.repeat(50_000_000)}"\n` }, says: /Procfile has 5/ },
  { name: 'links in a circle', files: web, prepare: (root) => { symlinkSync(root, join(root, 'self')); symlinkSync('b', join(root, 'a')); symlinkSync('a', join(root, 'b')); symlinkSync('/etc/passwd', join(root, 'Procfile')); }, says: /link out of the project/ },
  { name: 'a file that may not be read', files: { ...web, Procfile: 'web: gunicorn app:app\n' }, prepare: (root) => chmodSync(join(root, 'Procfile'), 0o000) },
  { name: 'requirements that include themselves', files: { ...web, 'requirements.txt': '-r requirements.txt\n-r other.txt\nflask\n', 'other.txt': '-r requirements.txt\n' } },
  { name: 'a script that runs itself', files: { ...web, Procfile: 'web: bash start.sh\n', 'start.sh': 'bash start.sh\n' } },
  { name: 'package scripts that call each other', files: { 'package.json': '{"scripts":{"start":"npm run a","a":"npm run b","b":"npm run a"},"dependencies":{"express":"4"}}' } },
  { name: 'a gunicorn.conf.py that never ends', files: { ...web, Procfile: 'web: gunicorn app:app\n', 'gunicorn.conf.py': ENDLESS } },
  { name: 'modules that import each other', files: { ...web, 'app.py': 'from b import *\nfrom flask import Flask\napp = Flask(__name__)\n', 'b.py': 'from app import *\nX = X\n', Procfile: 'web: gunicorn app:app\n' } },
  { name: 'a railway.ts that would never end', files: { ...web, '.railway/railway.ts': 'import { defineRailway, project, service } from "railway/iac";\nwhile (true) {}\nexport default defineRailway(() => project("p", { resources: [service("web", {})] }));\n' } },
  { name: 'zero bytes in a manifest', files: { ...web, 'package.json': Buffer.from([0, 1, 2, 0, 255]) } },
];

describe('hostile input', () => {
  for (const { name, files, says, exitCode, prepare } of CASES) {
    it(`survives ${name}`, async () => {
      const { root, remove } = makeProject(files);
      try {
        prepare?.(root);
        const before = treeHash(root);
        const run = await optimize(['scan', root, '--json', '--as-of', '2026-11-22'], { nodeFlags: ['--max-old-space-size=450', WORK], env: { WORK_FILE: work } });
        expect(run.timedOut, 'the scan hangs').toBe(false);
        expect(run.stderr).not.toMatch(/^\s+at |optimize failed/m);
        expect(run.exitCode, run.stderr).toBe(exitCode ?? 0);
        const document: unknown = JSON.parse(run.stdout);
        expect(document).toBeTypeOf('object');
        if (says !== undefined) expect(run.stdout).toMatch(says);
        expect(treeHash(root), 'the scan wrote something').toBe(before);
        expect(existsSync(join(root, 'executed'))).toBe(false);
        expect(Number(readFileSync(work, 'utf8')), 'milliseconds of the processor').toBeLessThan(15_000);
      } finally {
        remove();
      }
    });
  }
});

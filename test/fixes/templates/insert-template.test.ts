import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePython } from '../../../src/documents/python.ts';
import { parseTypeScript } from '../../../src/documents/typescript.ts';
import { insertTemplate } from '../../../src/fixes/templates/insert-template.ts';
import { readTemplate } from '../../../src/fixes/templates/read-template.ts';
import type { Planned } from '../../../src/model/change.ts';
import { declared } from '../../../src/model/fact.ts';
import type { Service } from '../../../src/model/project.ts';
import { applyEdits } from '../../../src/text/edit.ts';
import { filesOf } from '../../support/files.ts';
import { planFor } from '../../support/planned.ts';

const INSERT = { kind: 'insert', after: 'web.app' } as const;

/** What a plan makes of one file, or why it does not. */
async function changed(files: Readonly<Record<string, string>>, template: string, path: string, values: Readonly<Record<string, string>> = { path: '/up' }): Promise<string> {
  const outcome = await planFor(files, { ...INSERT, template, with: values });
  return 'because' in outcome ? `refused: ${outcome.because}` : (outcome.files[path] ?? 'not changed');
}

const fastapi = (text: string, more: Readonly<Record<string, string>> = {}) =>
  changed({ 'requirements.txt': 'fastapi\nuvicorn\n', Procfile: 'web: uvicorn app:app\n', 'app.py': text, ...more }, 'fastapi/health-route.py', 'app.py');
const express = (text: string) =>
  changed({ 'package.json': '{ "name": "app", "type": "module", "dependencies": { "express": "5" } }\n', Procfile: 'web: node app.js\n', 'app.js': text }, 'express/health-route.js', 'app.js');
const django = (urls: string) => changed({
  'requirements.txt': 'django\ngunicorn\n', Procfile: 'web: gunicorn site_.wsgi\n', 'site_/__init__.py': '', 'site_/urls.py': urls,
  'site_/wsgi.py': 'import os\nfrom django.core.wsgi import get_wsgi_application\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_.settings")\napplication = get_wsgi_application()\n',
  'site_/settings.py': 'ROOT_URLCONF = "site_.urls"\nINSTALLED_APPS = []\n',
}, 'django/health-route.py', 'site_/urls.py', { route: 'up/' });
const nest = (main: string, module: string, file = 'src/app.module.ts') => changed({
  'package.json': '{ "name": "app", "dependencies": { "@nestjs/core": "11" } }\n', Procfile: 'web: node dist/main.js\n', 'src/main.ts': main, 'src/app.module.ts': module,
}, 'nest/health.controller.ts', file);

const PY_ROUTE = '@app.get("/up")\nasync def health_check():\n    return {"status": "ok"}\n';

describe('a template goes into a Python file', () => {
  const HEAD = 'from fastapi import FastAPI\n\napp = FastAPI()\n';

  it.each<readonly [string, string, string]>([
    ['below the assignment when nothing is registered', HEAD, `${HEAD}\n\n${PY_ROUTE}`],
    ['without a last newline where there was none', HEAD.trimEnd(), `${HEAD}\n\n${PY_ROUTE}`.trimEnd()],
    ['below the last handler and above what follows', `${HEAD}\n\n@app.get("/a")\ndef a():\n    return 1\n\n\nNUMBER = 3\n`, `${HEAD}\n\n@app.get("/a")\ndef a():\n    return 1\n\n\n${PY_ROUTE}\n\nNUMBER = 3\n`],
    ['below the last router', `${HEAD}app.include_router(one)  # one\nx = 1\n`, `${HEAD}app.include_router(one)  # one\n\n\n${PY_ROUTE}\n\nx = 1\n`],
    ['above a wrapper of the same name', `${HEAD}app.add_middleware(Cors)\napp = Wrapper(app)\n`, `${HEAD}app.add_middleware(Cors)\n\n\n${PY_ROUTE}\n\napp = Wrapper(app)\n`],
    ['above a mount on the root, and below one on a path', `${HEAD}app.mount("/files", files)\napp.mount("/", pages)\n`, `${HEAD}app.mount("/files", files)\n\n\n${PY_ROUTE}\n\napp.mount("/", pages)\n`],
    ['above the call that runs it', `import uvicorn\n${HEAD}uvicorn.run(app)\n`, `import uvicorn\n${HEAD}\n\n${PY_ROUTE}\n\nuvicorn.run(app)\n`],
    ['inside a block, as deep as the application', 'from fastapi import FastAPI\n\nif True:\n  app = FastAPI()\n', `from fastapi import FastAPI\n\nif True:\n  app = FastAPI()\n\n\n  @app.get("/up")\n  async def health_check():\n    return {"status": "ok"}\n`],
  ])('%s', async (_, before, after) => {
    expect(await fastapi(before)).toBe(after);
  });

  it('parts definitions inside a function by one line', async () => {
    const factory = 'from flask import Flask\n\n\ndef make():\n    app = Flask(__name__)\n    return app\n\n\napp = make()\n';
    const text = await changed({ 'requirements.txt': 'flask\ngunicorn\n', Procfile: 'web: gunicorn app:app\n', 'app.py': factory }, 'flask/metrics.py', 'app.py', { path: '/metrics' });
    expect(text).toContain('    @app.before_request\n');
    expect(text.slice(text.indexOf('def make'), text.indexOf('return app'))).not.toContain('\n\n\n');
  });

  it('goes beside middleware that hands every request on', async () => {
    const text = `${HEAD}app.add_middleware(GZipMiddleware)\n\n\n@app.middleware("http")\nasync def timed(request, call_next):\n    response = await call_next(request)\n    return response\n`;
    expect(await fastapi(text)).toBe(`${text}\n\n${PY_ROUTE}`);
  });

  it('follows an import to the file that makes the application', async () => {
    expect(await fastapi('from service.web import api as app\n', { 'service/__init__.py': '', 'service/web.py': HEAD.replace('app', 'api') })).toBe('not changed');
    const outcome = await planFor({ 'requirements.txt': 'fastapi\nuvicorn\n', Procfile: 'web: uvicorn app:app\n', 'app.py': 'from service.web import api as app\n', 'service/__init__.py': '', 'service/web.py': HEAD.replace('app', 'api') },
      { ...INSERT, template: 'fastapi/health-route.py', with: { path: '/up' } });
    expect(outcome).toMatchObject({ files: { 'service/web.py': `${HEAD.replace('app', 'api')}\n\n${PY_ROUTE.replace('app', 'api')}` } });
  });

  it.each<readonly [string, string, string]>([
    ['asks dependencies of every route', 'from fastapi import Depends, FastAPI\n\napp = FastAPI(dependencies=[Depends(who)])\n', 'refused: every route of the application asks for its dependencies'],
    ['has a function before every request that may refuse it', `${HEAD}\n\n@app.middleware("http")\nasync def who(request, call_next):\n    if request.headers.get("x") is None:\n        return JSONResponse({}, 401)\n    return await call_next(request)\n`, 'refused: who runs before every request and may refuse it'],
    ['has middleware that asks who it is', `${HEAD}app.add_middleware(middleware.ApiKeyMiddleware, key=1)\n`, 'refused: ApiKeyMiddleware stands before every route and may refuse a request'],
    ['has the name already', `from fastapi import FastAPI\nfrom tools import health_check\napp = FastAPI()\n`, 'refused: app.py has another health_check already'],
    ['gives the application no name of its own', 'from fastapi import FastAPI\nfrom starlette.middleware.cors import CORSMiddleware\n\napp = CORSMiddleware(FastAPI())\n', 'refused: app.py gives the application no name of its own'],
  ])('is refused where the file %s', async (_, text, because) => {
    expect(await fastapi(text)).toBe(because);
  });
});

describe('a template joins a list of Django', () => {
  const VIEW = '\n\ndef health_check(request):\n    return JsonResponse({"status": "ok"})\n\n\n';
  const IMPORTS = 'from django.http import JsonResponse\nfrom django.urls import path\n';

  it.each<readonly [string, string, string]>([
    ['in one line', 'from django.urls import path\n\nurlpatterns = [path("a", a)]\n', `${IMPORTS}${VIEW}urlpatterns = [path("a", a), path("up/", health_check)]\n`],
    ['with a comma and a comment at the end', 'from django.urls import path\n\n# All of them.\nurlpatterns = [\n    path("a", a),  # one\n]\n', `${IMPORTS}${VIEW}# All of them.\nurlpatterns = [\n    path("a", a),  # one\n    path("up/", health_check),\n]\n`],
    ['that something is added to', 'from django.urls import path\n\nurlpatterns = [\n  path("a", a)\n] + more\n', `${IMPORTS}${VIEW.replace('    return', '  return')}urlpatterns = [\n  path("a", a),\n  path("up/", health_check)\n] + more\n`],
    ['that is empty', 'urlpatterns = []\n', `from django.http import JsonResponse\nfrom django.urls import path\n${VIEW}urlpatterns = [\n    path("up/", health_check),\n]\n`],
  ])('%s', async (_, before, after) => {
    expect(await django(before)).toBe(after);
  });

  it('is refused where the others are written in another way', async () => {
    expect(await django('from django.conf.urls import url\n\nurlpatterns = [url(r"^a$", a)]\n')).toMatch(/^refused: urlpatterns in site_\/urls\.py is no list that can be added to/);
  });
});

describe('a template goes into a JavaScript file', () => {
  const HEAD = 'import express from "express";\n\nconst app = express();\n';
  const ROUTE = 'app.get("/up", (_request, response) => {\n  response.json({ status: "ok" });\n});\n';

  it.each<readonly [string, string, string]>([
    ['below the last route', `${HEAD}app.get("/a", a);\napp.post("/b", b);\napp.listen(3000);\n`, `${HEAD}app.get("/a", a);\napp.post("/b", b);\n\n${ROUTE}\napp.listen(3000);\n`],
    ['above middleware that might refuse', `${HEAD}app.use(express.json());\napp.use(auth());\napp.get("/a", a);\napp.listen(3000);\n`, `${HEAD}app.use(express.json());\n\n${ROUTE}\napp.use(auth());\napp.get("/a", a);\napp.listen(3000);\n`],
    ['above a router on every path', `${HEAD}app.use("/", all);\napp.listen(3000);\n`, `${HEAD}\n${ROUTE}\napp.use("/", all);\napp.listen(3000);\n`],
    ['above what is handed the application', `${HEAD}setUp(app);\napp.get("/a", a);\napp.listen(3000);\n`, `${HEAD}\n${ROUTE}\nsetUp(app);\napp.get("/a", a);\napp.listen(3000);\n`],
    ['above an export', `${HEAD}app.get("/a", a);\nexport default app;\napp.listen(3000);\n`, `${HEAD}app.get("/a", a);\n\n${ROUTE}\nexport default app;\napp.listen(3000);\n`],
  ])('%s', async (_, before, after) => {
    expect(await express(before)).toBe(after);
  });

  const fastify = (line: string) => changed({ 'package.json': '{ "name": "app", "type": "module", "dependencies": { "fastify": "5" } }\n', Procfile: 'web: node app.js\n', 'app.js': `import fastify from "fastify";\nconst app = fastify();\n${line}\nawait app.listen({ port: 3000 });\n` }, 'fastify/health-route.js', 'app.js');

  it.each<readonly [string, string]>([
    ['app.addHook("onRequest", async (request, reply) => { if (!request.headers.x) reply.code(401).send(); });', 'refused: a hook on onRequest runs before every handler and may refuse a request'],
    ['app.addHook("preHandler", app.authenticate);', 'refused: a hook on preHandler runs before every handler and may refuse a request'],
    ['app.addHook("onRequest", async (request) => { request.start = 1; });', 'import fastify from "fastify";\nconst app = fastify();\napp.addHook("onRequest", async (request) => { request.start = 1; });\n\napp.get("/up", async () => ({ status: "ok" }));\n\nawait app.listen({ port: 3000 });\n'],
    ['app.addHook("onClose", app.authenticate);', 'import fastify from "fastify";\nconst app = fastify();\napp.addHook("onClose", app.authenticate);\n\napp.get("/up", async () => ({ status: "ok" }));\n\nawait app.listen({ port: 3000 });\n'],
  ])('of Fastify, beside %s', async (line, wanted) => {
    expect(await fastify(line)).toBe(wanted);
  });

  it('is refused where the application has no name', async () => {
    expect(await express('import express from "express";\nimport { createServer } from "node:http";\n\nconst server = createServer(express());\nserver.listen(3000);\n')).toBe('refused: app.js gives the application no name of its own');
  });
});

describe('a controller goes beside the root module of Nest', () => {
  const MAIN = "import { NestFactory } from '@nestjs/core';\nimport { AppModule } from './app.module.js';\n\nasync function start() {\n  const app = await NestFactory.create(AppModule);\n  await app.listen(3000);\n}\nstart();\n";
  const module = (inner: string) => `import { Module } from '@nestjs/common'\n\n@Module(${inner})\nexport class AppModule {}\n`;
  const imported = "import { Module } from '@nestjs/common'\nimport { HealthController } from './health/health.controller.js'\n\n";

  it.each<readonly [string, string, string]>([
    ['in a list of several lines', '{\n\tcontrollers: [\n\t\tA,\n\t\tB, // two\n\t],\n}', '{\n\tcontrollers: [\n\t\tA,\n\t\tB, // two\n\t\tHealthController,\n\t],\n}'],
    ['in a module without controllers', '{ imports: [A], providers: [B] }', '{ imports: [A], controllers: [HealthController], providers: [B] }'],
    ['in an empty module', '{}', '{ controllers: [HealthController] }'],
  ])('%s', async (_, before, after) => {
    expect(await nest(MAIN, module(before))).toBe(`${imported}@Module(${after})\nexport class AppModule {}\n`);
  });

  it('is written as the module is', async () => {
    expect(await nest(MAIN, module('{\n\timports: []\n}'), 'src/health/health.controller.ts')).toBe("import { Controller, Get } from '@nestjs/common'\n\n@Controller('up')\nexport class HealthController {\n\t@Get()\n\tcheck() {\n\t\treturn { status: 'ok' }\n\t}\n}\n");
  });

  it.each<readonly [string, string, string]>([
    ['a prefix stands before all paths', "app.setGlobalPrefix('api');", 'refused: src/main.ts puts api before all paths'],
    ['a guard stands before all routes', 'app.useGlobalGuards(new WhoGuard());', 'refused: a guard stands before every route and may refuse a request'],
    ['the prefix depends', 'app.setGlobalPrefix(prefix());', 'refused: src/main.ts decides what stands before all paths in a way that a new route cannot follow'],
    ['versions stand before all paths', 'app.enableVersioning();', 'refused: src/main.ts decides what stands before all paths in a way that a new route cannot follow'],
  ])('is refused where %s', async (_, line, because) => {
    expect(await nest(MAIN.replace('  await app', `  ${line}\n  await app`), module('{}'))).toBe(because);
  });
});

it.each<readonly [string, string]>([['WhoGuard', 'refused: src/app.module.ts puts a guard before every route, which may refuse a request'], ['ThrottlerGuard', 'not refused']])('a controller is refused beside a module that provides %s', async (guard, wanted) => {
  const main = "import { NestFactory } from '@nestjs/core';\nimport { AppModule } from './app.module';\nNestFactory.create(AppModule).then((app) => app.listen(3000));\n";
  const text = await nest(main, `import { Module } from '@nestjs/common';\n\n@Module({ providers: [{ provide: APP_GUARD, useClass: ${guard} }] })\nexport class AppModule {}\n`);
  expect(text.startsWith('refused') ? text : 'not refused').toBe(wanted);
});

it('a view of Django is refused where everybody has to log in', async () => {
  expect(await django('from django.urls import path\n\n# LoginRequiredMiddleware is on\nurlpatterns = [path("a", a)]\n')).toBe('refused: site_/urls.py names the LoginRequiredMiddleware, which sends a probe to the login page');
});

/** Files of people, to be mutated: the place of the application is marked by what makes it. */
const SOURCES = [
  { path: 'app.py', template: 'fastapi/health-route.py', made: 'FastAPI()', framework: 'fastapi', text: '"""Doc\nof two lines"""\nfrom fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get(\'/a\')\nasync def a():\n    """Says "a"."""\n    return {\'a\': """x\n  y"""}\n\n\nif __name__ == \'__main__\':\n    import uvicorn\n    uvicorn.run(app)\n' },
  { path: 'desk.py', template: 'flask/health-route.py', made: 'Flask(__name__)', framework: 'flask', text: 'from flask import Flask\n\n\ndef create_app():\n    app = Flask(__name__)\n    app.config["A"] = 1\n\n    @app.route("/a")\n    def a():\n        return "a"\n\n    return app\n' },
  { path: 'app.ts', template: 'express/health-route.js', made: 'express()', framework: 'express', text: "import express from 'express';\n\nexport const app = express();\napp.use(express.json());\n\napp.get('/a', (request, response) => {\n  response.send(`a\n  b`);\n});\n\napp.listen(3000, () => {\n  console.log('open');\n});\n" },
  { path: 'ferry.js', template: 'fastify/health-route.js', made: 'Fastify({ logger: true })', framework: 'fastify', text: 'const Fastify = require("fastify")\n\nasync function start() {\n  const ferry = Fastify({ logger: true })\n  ferry.register(routes, { prefix: "/a" })\n  await ferry.listen({ port: 3000 })\n}\n\nstart()\n' },
] as const;

interface Mutation {
  readonly comments: readonly number[];
  readonly isWindows: boolean;
  readonly hasTabs: boolean;
  readonly hasLastNewline: boolean;
}

function mutated({ path, text }: (typeof SOURCES)[number], { comments, isWindows, hasTabs, hasLastNewline }: Mutation): string {
  const mark = path.endsWith('.py') ? '#' : '//';
  const lines = text.split('\n');
  // Only lines outside of texts that span lines get a comment.
  const isSafe = (line: string) => line.trim() !== '' && !/["'`]{3}|`|^ {2}[yb]|of two lines/.test(line);
  const commented = lines.map((line, index) => (isSafe(line) && comments.includes(index) ? `${line}  ${mark} höher 🚀` : line));
  const width = path.endsWith('.py') ? 4 : 2;
  const indented = hasTabs ? commented.map((line) => line.replace(/^ +/, (blanks) => '\t'.repeat(blanks.length / width) || blanks)) : commented;
  const joined = indented.join(isWindows ? '\r\n' : '\n');
  return hasLastNewline ? joined : joined.trimEnd();
}

async function plan(source: (typeof SOURCES)[number], text: string): Promise<Planned> {
  const file = { path: source.path, text };
  const start = text.indexOf(source.made);
  const made = declared('application', source.made, file, { start, end: start + source.made.length });
  const value = { variable: { ...made, value: 'app' }, framework: source.framework, interface: undefined, made };
  const service = { name: 'app', root: '', facts: { 'web.app': { ...made, name: 'web.app', value } }, overrides: [], files: [source.path], problems: [] } as unknown as Service;
  return insertTemplate({ ...INSERT, template: source.template, with: { path: '/up' } }, { files: filesOf({ [source.path]: text }), service, services: [service], asOf: '2026-11-22', template: readTemplate });
}

describe('an insertion leaves the rest of a file as it was', () => {
  it('in whatever way the file is written', async () => {
    const mutation = fc.record<Mutation>({ comments: fc.array(fc.nat(20)), isWindows: fc.boolean(), hasTabs: fc.boolean(), hasLastNewline: fc.boolean() });
    await fc.assert(fc.asyncProperty(fc.constantFrom(...SOURCES), mutation, async (source, how) => {
      const text = mutated(source, how);
      const planned = await plan(source, text);
      if (!planned.ok) throw new Error(planned.because);
      const change = planned.changes.get(source.path);
      if (change?.kind !== 'edit') throw new Error('nothing is edited');
      // Insertions alone: no byte that was there is touched.
      expect(change.edits.every(({ range }) => range.start === range.end)).toBe(true);
      const inserted = change.edits.map((edit) => edit.text).join('');
      expect(inserted.replaceAll('\r\n', '').includes(how.isWindows ? '\n' : '\r')).toBe(false);
      const result = applyEdits(text, change.edits);
      expect(result.endsWith('\n')).toBe(text.endsWith('\n'));
      const parsed = source.path.endsWith('.py') ? await parsePython(result) : await parseTypeScript(source.path, result);
      expect(parsed.ok && (!('errors' in parsed.document) || parsed.document.errors.length === 0)).toBe(true);
      if (how.hasTabs && /^\t/m.test(text)) expect(/^ {2}/m.test(inserted)).toBe(false);
      if (source.path.endsWith('.py')) expect(await plan(source, result)).toMatchObject({ ok: false });
    }), { numRuns: 150 });
  });
});

describe('imports of a template', () => {
  it('stand together above those of the file', async () => {
    const text = '"""The shop."""\nfrom fastapi import FastAPI\n\napp = FastAPI()\n';
    const files = { 'requirements.txt': 'fastapi\nuvicorn\n', Procfile: 'web: uvicorn app:app\n', 'app.py': text };
    const written = await changed(files, 'fastapi/metrics.py', 'app.py', { path: '/metrics' });
    expect(written.slice(0, written.indexOf('from fastapi'))).toBe('"""The shop."""\nfrom os import environ\nfrom secrets import compare_digest\nfrom time import perf_counter\n\n');
  });
});

describe('imports of a JavaScript template', () => {
  const made = (text: string, name = 'app.js', type = 'module') => changed({
    'package.json': `{ "name": "app", "type": "${type}", "dependencies": { "express": "5" } }\n`, Procfile: `web: node ${name}\n`, [name]: text,
  }, 'express/metrics.js', name, { path: '/metrics' });

  it.each<readonly [string, string, string]>([
    ['as the file imports', "import express from 'express'\nconst app = express()\napp.listen(1)\n", "import express from 'express'\nimport { Histogram, Registry } from 'prom-client'\nconst app"],
    ['with Windows lines', "import express from 'express';\r\nconst app = express();\r\napp.listen(1);\r\n", "import express from 'express';\r\nimport { Histogram, Registry } from 'prom-client';\r\nconst app"],
    ['below all others', "import express from 'express';\nimport a from './a.js'; // a\nconst app = express();\napp.listen(1);\n", "import a from './a.js'; // a\nimport { Histogram, Registry } from 'prom-client';\nconst app"],
  ])('are written %s', async (_, text, part) => {
    expect(await made(text)).toContain(part);
  });

  it('are required where the file requires, and metrics stand above all routes', async () => {
    const text = 'const express = require("express");\nconst app = express();\napp.use(guard);\napp.get("/", home);\napp.listen(1);\n';
    const written = await made(text, 'app.js', 'commonjs');
    expect(written).toContain('const express = require("express");\nconst { Histogram, Registry } = require("prom-client");\n');
    expect(written.indexOf('seconds.observe')).toBeLessThan(written.indexOf('app.use(guard)'));
  });
});

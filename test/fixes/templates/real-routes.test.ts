import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeProject } from '../../support/cli.ts';
import { makeIn } from '../../support/planned.ts';
import { freePort, linkModules, listening, nodeTool, PYTHON, run, start, stop, WITHOUT_NODE, WITHOUT_PYTHON } from '../../support/real-tools.ts';

/** Each health route on its real server: it answers 200 to GET with its own text, and what was served before still is. */
interface RealCase {
  readonly files: Readonly<Record<string, string>>;
  readonly template: string;
  readonly with: Readonly<Record<string, string>>;
  readonly path: string;
  readonly answer: string;
  /** Another path, and what it answered before. */
  readonly other: readonly [string, string];
  /** Words after the program; PORT stands for the port. */
  readonly command: readonly string[];
}

const PACKAGE = '{ "name": "app", "type": "module", "dependencies": { "express": "5", "fastify": "5", "hono": "4" } }\n';

const PYTHON_CASES: Readonly<Record<string, RealCase>> = {
  fastapi: {
    files: {
      'requirements.txt': 'fastapi\nuvicorn\n', Procfile: 'web: uvicorn app:api\n',
      'app.py': 'from fastapi import FastAPI\n\napi = FastAPI()\n\n\n@api.get("/number")\ndef number():\n    return 17\n',
    },
    template: 'fastapi/health-route.py', with: { path: '/up' }, path: '/up', answer: '{"status":"ok"}', other: ['/number', '17'],
    command: ['-m', 'uvicorn', 'app:api', '--port', 'PORT'],
  },
  flask: {
    files: {
      'requirements.txt': 'flask\ngunicorn\n', Procfile: 'web: gunicorn "app:create_app()"\n',
      'app.py': 'from flask import Flask\n\n\ndef create_app():\n  app = Flask(__name__)\n\n  @app.get("/number")\n  def number():\n    return "17"\n\n  return app\n',
    },
    template: 'flask/health-route.py', with: { path: '/up' }, path: '/up', answer: 'ok', other: ['/number', '17'],
    command: ['-m', 'gunicorn', 'app:create_app()', '--bind', '127.0.0.1:PORT'],
  },
  django: {
    files: {
      'requirements.txt': 'django\ngunicorn\n', Procfile: 'web: gunicorn site_.wsgi\n', 'site_/__init__.py': '',
      'site_/wsgi.py': 'import os\n\nfrom django.core.wsgi import get_wsgi_application\n\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_.settings")\napplication = get_wsgi_application()\n',
      'site_/settings.py': 'SECRET_KEY = "only for this test"\nALLOWED_HOSTS = ["127.0.0.1"]\nROOT_URLCONF = "site_.urls"\nINSTALLED_APPS = []\n',
      'site_/urls.py': 'from django.http import HttpResponse\nfrom django.urls import path\n\nurlpatterns = [\n    path("number", lambda request: HttpResponse("17")),\n]\n',
    },
    template: 'django/health-route.py', with: { route: 'health/' }, path: '/health/', answer: '{"status": "ok"}', other: ['/number', '17'],
    command: ['-m', 'gunicorn', 'site_.wsgi', '--bind', '127.0.0.1:PORT'],
  },
};

const NODE_CASES: Readonly<Record<string, RealCase>> = {
  express: {
    files: {
      'package.json': PACKAGE, Procfile: 'web: node app.js\n',
      'app.js': "import express from 'express'\n\nconst app = express()\napp.get('/number', (request, response) => response.send('17'))\napp.use((request, response) => response.sendStatus(404))\napp.listen(process.env.PORT, '127.0.0.1')\n",
    },
    template: 'express/health-route.js', with: { path: '/up' }, path: '/up', answer: '{"status":"ok"}', other: ['/number', '17'], command: ['app.js'],
  },
  fastify: {
    files: {
      'package.json': PACKAGE, Procfile: 'web: node app.js\n',
      'app.js': 'import Fastify from "fastify";\nconst app = Fastify();\napp.get("/number", async () => "17");\nawait app.listen({ port: Number(process.env.PORT), host: "127.0.0.1" });\n',
    },
    template: 'fastify/health-route.js', with: { path: '/up' }, path: '/up', answer: '{"status":"ok"}', other: ['/number', '17'], command: ['app.js'],
  },
  hono: {
    files: {
      'package.json': PACKAGE, Procfile: 'web: node app.js\n',
      'app.js': 'import { serve } from "@hono/node-server";\nimport { Hono } from "hono";\n\nconst app = new Hono().get("/number", (c) => c.text("17"));\n\nserve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: "127.0.0.1" });\n',
    },
    template: 'hono/health-route.js', with: { path: '/up' }, path: '/up', answer: '{"status":"ok"}', other: ['/number', '17'], command: ['app.js'],
  },
  nest: {
    files: {
      'package.json': '{ "name": "app", "dependencies": { "@nestjs/core": "11", "@nestjs/common": "11" } }\n', Procfile: 'web: node dist/main.js\n',
      'tsconfig.json': '{ "compilerOptions": { "module": "commonjs", "target": "es2022", "experimentalDecorators": true, "emitDecoratorMetadata": true, "strict": true, "skipLibCheck": true, "types": ["node"], "rootDir": "src", "outDir": "dist" } }\n',
      'src/main.ts': "import { NestFactory } from '@nestjs/core';\nimport { AppModule } from './app.module';\n\nasync function bootstrap() {\n  const app = await NestFactory.create(AppModule);\n  app.setGlobalPrefix('api');\n  await app.listen(Number(process.env.PORT), '127.0.0.1');\n}\nvoid bootstrap();\n",
      'src/app.module.ts': "import { Controller, Get, Module } from '@nestjs/common';\n\n@Controller('number')\nclass NumberController {\n  @Get()\n  number() {\n    return '17';\n  }\n}\n\n@Module({\n  controllers: [\n    NumberController\n  ]\n})\nexport class AppModule {}\n",
    },
    template: 'nest/health.controller.ts', with: { path: '/api/health' }, path: '/api/health', answer: '{"status":"ok"}', other: ['/api/number', '17'], command: ['dist/main.js'],
  },
};

async function answered(port: number, path: string): Promise<readonly [number, string]> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual' });
  return [response.status, await response.text()];
}

async function serves(program: string, one: RealCase, prepare: (root: string) => Promise<void>): Promise<void> {
  const { root, remove } = makeProject(one.files);
  const port = await freePort();
  try {
    await makeIn(root, { kind: 'insert', template: one.template, after: 'web.app', with: one.with });
    await prepare(root);
    const server = start(program, one.command.map((word) => word.replace('PORT', String(port))), { cwd: root, env: { ...process.env, PORT: String(port) } });
    try {
      await listening(server, port);
      expect(await answered(port, one.path)).toEqual([200, one.answer]);
      expect(await answered(port, one.other[0])).toEqual([200, one.other[1]]);
      expect((await answered(port, '/nothing-here'))[0]).toBe(404);
    } finally {
      await stop(server);
    }
  } finally {
    remove();
  }
}

describe('a health route answers on its real server (skipped until node scripts/setup-tools.mjs made .venv and .tools)', () => {
  test.skipIf(WITHOUT_PYTHON).each(Object.entries(PYTHON_CASES))('%s', async (_, one) => {
    await serves(PYTHON, one, async () => undefined);
  });

  test.skipIf(WITHOUT_NODE).each(Object.entries(NODE_CASES))('%s', async (name, one) => {
    await serves(process.execPath, one, async (root) => {
      linkModules(root);
      if (name !== 'nest') return;
      writeFileSync(join(root, 'package.json'), '{}\n');
      await run(nodeTool('tsc'), [], { cwd: root });
    });
  });
});

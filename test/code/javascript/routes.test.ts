import { describe, expect, it } from 'vitest';
import { isComplete, printRoutes, readFacts } from './support.ts';

interface Case {
  readonly name: string;
  readonly start: string | undefined;
  readonly files: Readonly<Record<string, string>>;
  readonly routes: readonly string[];
  readonly complete: boolean;
}

const CASES: readonly Case[] = [
  {
    name: 'Express routers with mounts, chains and files written as .js', start: 'dist/index.js', complete: true,
    files: {
      'tsconfig.json': '{ "compilerOptions": { "outDir": "./dist", "rootDir": "src" } } // build',
      'src/index.ts': `import express from 'express'; import { users } from './routes/users.js'; import * as all from './routes';
        const app = express(); app.use(express.json()); app.use('/api', users); app.get('/health', (req, res) => res.send('ok'));
        app.use('/v1', all.orders); app.get('view engine'); app.listen(3000);`,
      'src/routes/users.ts': `import { Router as R } from 'express'; const router = R(); router.route('/users').get(list).post(make); router.delete('/users/:id', async () => {}); export { router as users };`,
      'src/routes/index.ts': `export { default as orders } from './orders';`,
      'src/routes/orders.ts': `import e from 'express'; const r = e.Router(); r.all(['/a', '/b'], () => {}); export default r;`,
    },
    routes: ['ANY /v1/a', 'ANY /v1/b', 'DELETE /api/users/:id', 'GET /api/users', 'GET /health', 'POST /api/users'],
  },
  {
    name: 'Express in CommonJS with functions that take the application', start: 'server.js', complete: true,
    files: {
      'server.js': `const express = require('express'); const app = express(); require('./routes')(app); const PREFIX = '/api'; app.use(PREFIX, require('./items')); app.listen(process.env.PORT || 3000)`,
      'routes.js': `module.exports = function (server) { server.get('/healthz', (req, res) => res.end()); };`,
      'items.js': `const router = require('express').Router(); router.get('/', handler); module.exports = router;`,
    },
    routes: ['GET /api', 'GET /healthz'],
  },
  {
    name: 'Express with a router that nobody can follow', start: 'server.js', complete: false,
    files: {
      'server.js': `import express from 'express'; import { make } from 'some-routes'; import fs from 'fs'; const app = express();
        for (const name of fs.readdirSync('routes')) app.use('/' + name, load(name)); app.get('/ping', () => {});`,
    },
    routes: ['GET /ping'],
  },
  {
    name: 'Express routes from a list', start: 'app.js', complete: true,
    files: {
      'app.js': `const express = require('express'); const app = express(); const a = express.Router(); a.get('/x', h); const routes = [{ path: '/a', route: a }];
        routes.forEach((each) => { app.use(each.path, each.route); }); app.listen(80);`,
    },
    routes: ['GET /a/x'],
  },
  {
    name: 'Express in a class', start: 'app.js', complete: true,
    files: {
      'app.js': `import express from 'express'; class App { constructor() { this.app = express(); this.mount(); } mount() { this.app.get('/up', (req, res) => {}); this.app.use('/u', new Users().router); } }
        class Users { router = express.Router(); constructor() { this.router.get('/me', f); } } new App().app.listen(1);`,
    },
    routes: ['GET /u/me', 'GET /up'],
  },
  {
    name: 'Fastify plugins with prefixes', start: 'index.js', complete: true,
    files: {
      'index.js': `import Fastify from 'fastify'; import fp from 'fastify-plugin'; import routes from './routes.js'; import cors from '@fastify/cors';
        function build() { const app = Fastify({ logger: true }); app.register(cors); app.register(routes, { prefix: '/api' }); app.register(fp(async (s) => { s.get('/live', async () => 1); }), { prefix: '/no' });
        app.route({ method: ['GET', 'HEAD'], url: '/health', handler: async () => ({}) }); return app; } const app = build(); await app.listen({ port: 3000, host: '0.0.0.0' });`,
      'routes.js': `export default async function (fastify, opts) { fastify.get('/items', { schema: {} }, async () => []); fastify.register(inner, { prefix: '/deep' }); }
        async function inner(f) { f.post('/x', () => {}); }`,
    },
    routes: ['GET /live', 'GET,HEAD /health', 'GET /api/items', 'POST /api/deep/x'].sort(),
  },
  {
    name: 'Hono with routes, chains and a base path', start: 'src/index.ts', complete: true,
    files: {
      'src/index.ts': `import { Hono } from 'hono'; import { serve } from '@hono/node-server'; import { books } from './books'; const app = new Hono().basePath('/api');
        app.get('/health', (c) => c.text('ok')).route('/books', books); serve({ fetch: app.fetch, port: 8787 });`,
      'src/books.ts': `import { Hono } from 'hono'; export const books = new Hono().get('/', (c) => c.json([])).post('/:id', async (c) => c.json({}));`,
    },
    routes: ['GET /api/books', 'GET /api/health', 'POST /api/books/:id'],
  },
  {
    name: 'Nest with a global prefix, exclusions and versions', start: 'dist/main.js', complete: true,
    files: {
      'src/main.ts': `import { NestFactory } from '@nestjs/core'; import { VersioningType } from '@nestjs/common'; import { AppModule } from './app.module';
        async function bootstrap() { const app = await NestFactory.create(AppModule); app.setGlobalPrefix('api', { exclude: ['health'] }); app.enableVersioning({ type: VersioningType.URI, defaultVersion: '1' }); await app.listen(3000); } bootstrap();`,
      'src/app.module.ts': `import { Module } from '@nestjs/common'; import { CatsController } from './cats.controller'; import { HealthController } from './health.controller'; @Module({ controllers: [CatsController, HealthController] }) export class AppModule {}`,
      'src/cats.controller.ts': `import { Controller, Get, Post } from '@nestjs/common'; @Controller('cats') export class CatsController { @Get() all() {} @Post(':id') async make() {} }`,
      'src/health.controller.ts': `import { Controller, Get, VERSION_NEUTRAL } from '@nestjs/common'; @Controller({ path: 'health', version: VERSION_NEUTRAL }) export class HealthController { @Get() check() {} }`,
      'src/old.controller.ts': `import { Controller, Get } from '@nestjs/common'; @Controller('old') export class OldController { @Get() all() {} }`,
    },
    routes: ['GET /api/v1/cats', 'GET /health', 'POST /api/v1/cats/:id'],
  },
  {
    name: 'Next routes from files', start: undefined, complete: true,
    files: {
      'next.config.mjs': `const config = { basePath: '/shop', output: 'standalone' }; export default withX(config);`,
      'app/(site)/page.tsx': 'export default function Page() { return <p/>; }', 'app/api/health/route.ts': 'export async function GET() { return Response.json({}); }',
      'app/items/[id]/route.ts': 'export const POST = async () => {};', 'pages/api/old.ts': 'export default function handler(req, res) {}', 'pages/_app.tsx': 'export default function App() {}',
    },
    routes: ['ANY /shop/api/old', 'GET /shop', 'GET /shop/api/health', 'POST /shop/items/:id'].sort(),
  },
  {
    name: 'Next with rewrites', start: undefined, complete: false,
    files: { 'next.config.js': 'module.exports = { async rewrites() { return []; } };', 'app/page.jsx': 'export default () => null;' },
    routes: ['GET /'],
  },
  {
    name: 'Koa routers', start: 'app.js', complete: true,
    files: { 'app.js': `const Koa = require('koa'); const Router = require('@koa/router'); const app = new Koa(); const r = new Router({ prefix: '/api' }); r.get('/x', async (ctx) => {}); app.use(r.routes()).use(r.allowedMethods()); app.listen(3000);` },
    routes: ['GET /api/x'],
  },
  {
    name: 'Elysia groups', start: 'index.ts', complete: true,
    files: { 'index.ts': `import { Elysia } from 'elysia'; const users = new Elysia({ prefix: '/users' }).get('/', () => []); new Elysia().use(users).group('/v1', (app) => app.get('/a', () => 1)).get('/health', () => 'ok').listen(3000);` },
    routes: ['GET /health', 'GET /users', 'GET /v1/a'],
  },
];

describe('routes of the started application', () => {
  it.each(CASES)('$name', async ({ files, start, routes, complete }) => {
    const facts = await readFacts(files, start);
    expect(printRoutes(facts)).toEqual([...routes]);
    expect(isComplete(facts)).toBe(complete);
  });
});

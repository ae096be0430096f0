import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { logger } from 'hono/logger';

const app = new Hono();
app.use(logger());
/* winds */
app.get('/winds', (c) => c.json([3, 5]));
serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3019), hostname: '0.0.0.0' });
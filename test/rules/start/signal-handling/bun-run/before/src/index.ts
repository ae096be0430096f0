import { Hono } from 'hono';

const app = new Hono();
app.get('/alive', (context) => context.json({ ok: true }));
export default { port: Number(process.env.PORT ?? 3000), fetch: app.fetch };

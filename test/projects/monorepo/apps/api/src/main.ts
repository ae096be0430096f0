import Fastify from 'fastify';
import { port } from '@atlas/config';

const app = Fastify({ logger: true });
app.get('/ready', async () => ({ ready: true }));

await app.listen({ port });

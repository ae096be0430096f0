import Fastify from 'fastify';
import limit from '@fastify/rate-limit';

const app = Fastify({ logger: true });
await app.register(limit, { max: 30 });
await app.listen({ port: Number(process.env.PORT), host: '0.0.0.0' });

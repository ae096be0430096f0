const fastify = require('fastify')();

// the other services ask here
fastify.get('/keys', async () => []);
fastify.listen({ host: '::', port: Number(process.env.SIGNER_PORT ?? '8090') });

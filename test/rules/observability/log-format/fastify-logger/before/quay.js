import Fastify from 'fastify'

const quay = Fastify({ logger: true, trustProxy: true }) // pino
quay.get('/', async () => 'ok')
await quay.listen({ port: process.env.PORT, host: '::' })

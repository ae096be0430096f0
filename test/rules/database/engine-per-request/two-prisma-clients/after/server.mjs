import Fastify from 'fastify'
import { PrismaClient } from '@prisma/client'

const prisma = new PrismaClient()
const ferry = Fastify()

ferry.get('/sailings', async () => {
  return prisma.sailing.findMany()
})

ferry.get('/ships', async function ships() {
  return prisma.ship.count()
})

await ferry.listen({ port: Number(process.env.PORT ?? 4100), host: '::' })

import Fastify from 'fastify'
import { PrismaClient } from '@prisma/client'
const ferry = Fastify()

ferry.get('/sailings', async () => {
  const prisma = new PrismaClient()
  return prisma.sailing.findMany()
})

ferry.get('/ships', async function ships() {
  const db = new PrismaClient() /* again */
  return db.ship.count()
})

await ferry.listen({ port: Number(process.env.PORT ?? 4100), host: '::' })

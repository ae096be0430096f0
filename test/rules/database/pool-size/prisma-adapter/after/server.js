import express from 'express';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '@prisma/client';

// shared by all routes
const adapter = new PrismaPg({ connectionString: process.env.DATABASE_URL,  connectionTimeoutMillis: 5_000, max: 7 });
export const prisma = new PrismaClient({ adapter });
const site = express();
site.get('/alive', async (request, response) => {
  await prisma.$queryRaw`select 1`;
  response.json({ ok: true });
});
site.listen(process.env.PORT);

import express from 'express';
import { PrismaClient } from '@prisma/client';

// the address stands in the environment
export const prisma = new PrismaClient();
const site = express();
site.get('/alive', async (request, response) => {
  await prisma.$queryRaw`select 1`;
  response.json({ ok: true });
});
site.listen(process.env.PORT);

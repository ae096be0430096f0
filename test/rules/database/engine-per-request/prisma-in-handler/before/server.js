import express from 'express';
import { PrismaClient } from '@prisma/client';

const site = express();
site.get('/orders', async (request, response) => {
  const prisma = new PrismaClient();   // each time
  response.json(await prisma.order.count());
});
site.listen(process.env.PORT);

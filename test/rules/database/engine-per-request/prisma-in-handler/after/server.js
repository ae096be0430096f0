import express from 'express';
import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();   // each time

const site = express();
site.get('/orders', async (request, response) => {
  response.json(await prisma.order.count());
});
site.listen(process.env.PORT);

import express from 'express';
import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();
const site = express();
site.use(express.json());
site.post('/orders', async (request, response) => {
  for (const order of request.body.orders) {
    await prisma.order.create({ data: { total: order.total, lines: { create: order.lines } } });
  }
  response.json({});
});
site.listen(process.env.PORT);

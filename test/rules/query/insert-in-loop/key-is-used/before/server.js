import express from 'express';
import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();
const site = express();
site.use(express.json());
site.post('/orders', async (request, response) => {
  const numbers = [];
  for (const order of request.body.orders) {
    const made = await prisma.order.create({ data: { total: order.total } });
    numbers.push(made.id);
  }
  response.json(numbers);
});
site.listen(process.env.PORT);

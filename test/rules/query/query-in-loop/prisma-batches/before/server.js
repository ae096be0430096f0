import express from 'express';
import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();
const site = express();
site.use(express.json());
site.get('/orders', async (request, response) => {
  const orders = await prisma.order.findMany({ take: 50 });
  const customers = await Promise.all(orders.map((order) => prisma.customer.findUnique({ where: { id: order.customerId } })));
  response.json(customers);
});
site.listen(process.env.PORT);

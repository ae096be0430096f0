import express from 'express';
import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();
const site = express();
site.use(express.json());
site.get('/orders', async (request, response) => {
  const orders = await prisma.order.findMany({ take: 50 });
  const lines = await Promise.all(orders.map((order) => prisma.line.findMany({ where: { orderId: order.id } })));
  response.json(lines);
});
site.listen(process.env.PORT);

import express from 'express';
import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();
const site = express();
site.use(express.json());
site.post('/orders', async (request, response) => {
  await prisma.$transaction(async (tx) => {
    await tx.order.update({ where: { id: 1 }, data: { paid: true } });
    void fetch('https://statistics.example.com/');
  });
  response.json({});
});
site.listen(process.env.PORT);

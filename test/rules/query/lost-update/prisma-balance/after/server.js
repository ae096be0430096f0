import express from 'express';
import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();
const site = express();
site.use(express.json());
site.post('/deposits', async (request, response) => {
  const wallet = await prisma.wallet.findUnique({ where: { id: request.body.id } });
  await prisma.wallet.update({ where: { id: wallet.id }, data: { balance: { increment: request.body.amount } } });
  response.json({});
});
site.listen(process.env.PORT);

import express from 'express';
import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();
const site = express();
site.use(express.json());
site.post('/withdrawals', async (request, response) => {
  const wallet = await prisma.wallet.findUnique({ where: { id: request.body.id } });
  if (wallet.balance < request.body.amount) return response.status(409).end();
  await prisma.wallet.update({ where: { id: wallet.id }, data: { balance: wallet.balance - request.body.amount } });
  response.json({});
});
site.listen(process.env.PORT);

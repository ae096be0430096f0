import express from 'express';
import { PrismaClient } from '@prisma/client';

const site = express();
const prisma = new PrismaClient();

site.post('/orders', async (request, response) => {
  response.json(await Promise.all(request.body.map(async (id) => prisma.order.findUnique({ where: { id } }))));
});

site.listen(process.env.PORT);

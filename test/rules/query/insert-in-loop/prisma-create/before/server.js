import express from 'express';
import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();
const site = express();
site.use(express.json());
site.post('/lines', async (request, response) => {
  for (const line of request.body.lines) {
    await prisma.line.create({ data: { title: line.title, price:   line.price } });
  }
  response.json({});
});
site.listen(process.env.PORT);

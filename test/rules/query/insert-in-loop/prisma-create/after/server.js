import express from 'express';
import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();
const site = express();
site.use(express.json());
site.post('/lines', async (request, response) => {
  await prisma.line.createMany({ data: Array.from(request.body.lines, (line) => ({ title: line.title, price:   line.price })) });
  response.json({});
});
site.listen(process.env.PORT);

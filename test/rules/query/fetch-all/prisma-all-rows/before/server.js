import express from 'express';
import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();
const site = express();
site.use(express.json());
site.get('/lines', async (request, response) => {
  response.json(await prisma.line.findMany({ orderBy: { id: 'asc' } }));
});
site.listen(process.env.PORT);

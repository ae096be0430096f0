import express from 'express';
import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();
const site = express();
site.use(express.json());
site.get('/lines', async (request, response) => {
  response.json(await prisma.line.findMany({ take: 50 }));
});
site.listen(process.env.PORT);

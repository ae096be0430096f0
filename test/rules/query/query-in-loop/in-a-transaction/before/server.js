import express from 'express';
import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();
const site = express();
site.use(express.json());
site.post('/order', async (request, response) => {
  await prisma.$transaction(async (tx) => {
    await Promise.all(request.body.lines.map((line, place) => tx.line.update({ where: { id: line.id }, data: { place } })));
  });
  const changes = request.body.shelves.map((shelf, place) => prisma.shelf.update({ where: { id: shelf.id }, data: { place } }));
  await prisma.$transaction(changes);
  response.json({});
});
site.listen(process.env.PORT);

import express from 'express';
import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();
const site = express();
site.use(express.json());
async function keep(line) {
  await prisma.line.create({ data: { title: line.title } });
}

site.post('/lines', async (request, response) => {
  for (const line of request.body.lines) {
    await send(line);
    await keep(line);
  }
  response.json({});
});
site.listen(process.env.PORT);

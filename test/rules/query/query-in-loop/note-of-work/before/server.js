import express from 'express';
import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();
const site = express();
site.use(express.json());
site.post('/mails', async (request, response) => {
  const mails = await prisma.mail.findMany({ take: 50 });
  for (const mail of mails) {
    await fetch(mail.address, { method: 'POST', body: mail.text });
    await prisma.mail.update({ where: { id: mail.id }, data: { sentAt: new Date() } });
  }
  await Promise.all(mails.map((mail) => deliver(mail.id)));
  response.json(mails.length);
});
async function deliver(id) {
  const mail = await prisma.mail.findUnique({ where: { id } });
  await fetch(mail.address, { method: 'POST', body: mail.text });
  await prisma.mail.update({ where: { id }, data: { sentAt: new Date() } });
}
site.listen(process.env.PORT);

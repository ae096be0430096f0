import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();
for (const title of titles()) {
  await prisma.line.create({ data: { title } });
}

function titles() {
  return Array.from({ length: 100 }, (_, index) => `line ${index}`);
}

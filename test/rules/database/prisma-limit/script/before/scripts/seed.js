import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();
await prisma.order.create({ data: { id: 1 } });

import { PrismaClient } from "@prisma/client";

const prisma = new PrismaClient();
await prisma.receipt.create({ data: { id: 7 } });

import { PrismaClient } from "@prisma/client";

const prisma = new PrismaClient();
setInterval(async () => console.log(await prisma.receipt.count()), 60_000);

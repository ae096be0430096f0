import express from "express";
import { PrismaClient } from "@prisma/client";
import { prisma } from "./client.js";

const till = express();
till.get("/receipts", async (_, response) => response.json(await prisma.receipt.findMany({ take: 20 })));
async function openTill() {
  const first = new PrismaClient();
  if ((await first.receipt.count()) === 0) await first.receipt.create({ data: { id: 7 } });
  await first.$disconnect();
}
await openTill();
till.listen(process.env.PORT ?? 8075);

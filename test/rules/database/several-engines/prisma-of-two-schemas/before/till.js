import express from "express";
import { prisma } from "./client.js";
import { returns } from "./routes/returns.js";

const till = express();
till.get("/receipts", async (_, response) => response.json(await prisma.receipt.findMany({ take: 20 })));
till.use(returns);
till.listen(process.env.PORT ?? 8075);

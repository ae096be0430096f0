import { Router } from "express";
import { PrismaClient } from "../archive/generated/prisma";

const prisma = new PrismaClient(); // of its own
export const returns = Router();
returns.get("/returns", async (_, response) => response.json(await prisma.receipt.count()));

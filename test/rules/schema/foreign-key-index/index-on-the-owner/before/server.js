const express = require("express");
const { PrismaClient } = require("@prisma/client");

const prisma = new PrismaClient();
const app = express();
app.get("/", async (request, response) => response.json(await prisma.post.count()));
app.listen(process.env.PORT);

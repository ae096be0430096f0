import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "{{ client }}";

const make = () => new PrismaClient({
  adapter: new PrismaPg({ connectionString: process.env.DATABASE_URL, max: {{ poolSize }}, connectionTimeoutMillis: 5_000 }),
});

// A development server loads this module again after each change: one client, and so one pool, is enough for all of them.
const kept = globalThis as unknown as { prisma?: ReturnType<typeof make> };

export const prisma = kept.prisma ?? make();

if (process.env.NODE_ENV !== "production") kept.prisma = prisma;

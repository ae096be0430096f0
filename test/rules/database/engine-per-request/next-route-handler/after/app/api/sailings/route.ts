import { NextResponse } from 'next/server';
import { PrismaClient } from '@prisma/client';   // generated

const globalForPrisma = globalThis as unknown as { prisma?: PrismaClient };
const prisma = globalForPrisma.prisma ?? new PrismaClient({ log: ['warn'] });
if (process.env.NODE_ENV !== 'production') globalForPrisma.prisma = prisma;

export async function GET() {
    const sailings = await prisma.sailing.findMany();

    return NextResponse.json(sailings);
}

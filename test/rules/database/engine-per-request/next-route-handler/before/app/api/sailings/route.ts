import { NextResponse } from 'next/server';
import { PrismaClient } from '@prisma/client';   // generated

export async function GET() {
    const prisma = new PrismaClient({ log: ['warn'] });
    const sailings = await prisma.sailing.findMany();

    await prisma.$disconnect();

    return NextResponse.json(sailings);
}

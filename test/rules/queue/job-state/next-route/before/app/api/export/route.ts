const exportJobs: Record<string, { status: string }> = {};

export async function POST() {
  const id = crypto.randomUUID();
  exportJobs[id] = { status: 'running' };
  return Response.json({ id }, { status: 202 });
}

export const GET = async (request: Request) => {
  const id = new URL(request.url).searchParams.get('id') ?? '';
  if (!exportJobs[id]) return new Response(null, { status: 404 });
  return Response.json(exportJobs[id]); // whatever it is by now
};

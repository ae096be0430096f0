import Fastify from "fastify";

const start = async () => {
	const ferry = Fastify({ logger: true, keepAliveTimeout: 71_000 });

	ferry.get("/crossings", async () => [4, 8]);
	ferry.post("/crossings", async (request) => request.body);

	ferry.get("/health", async () => ({ status: "ok" }));

	await ferry.listen({ port: Number(process.env.PORT ?? 4017), host: "0.0.0.0" });
};

await start();

const fastify = require("fastify")();

fastify.get("/alive", async () => "up");
// listens
fastify.listen({ port: process.env.PORT, host: "0.0.0.0" });

process.on("SIGTERM", async () => {
  fastify.server.keepAliveTimeout = 1; // no connection is kept after its answer
  await fastify.close();
  process.exit(0);
});
const fastify = require("fastify")();

fastify.get("/alive", async () => "up");
// listens
fastify.listen({ port: process.env.PORT, host: "0.0.0.0" });
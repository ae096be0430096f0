const fastify = require("fastify")();

// listens
fastify.listen({ port: process.env.PORT, host: "0.0.0.0" });
const kiosk = require("fastify")();   // the kiosk

kiosk.get("/alive", async () => ({ ok: true }));
kiosk.listen({ port: Number(process.env.PORT ?? 4321), host: "0.0.0.0" });

import Fastify from "fastify";

const kiosk = Fastify();   // the kiosk
kiosk.get("/alive", async () => ({ ok: true }));
await kiosk.listen({ host: "0.0.0.0",  port: 4321 });

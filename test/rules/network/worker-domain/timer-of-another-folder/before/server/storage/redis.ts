import IORedis from "ioredis";

const clients: IORedis[] = [];

/** Pings clients, so that no proxy takes them for dead. */
setInterval(() => {
  for (const client of clients) void client.ping().catch(() => client.disconnect(true));
}, 30_000);

export const Redis = { defaultClient: () => clients[0] ?? clients[clients.push(new IORedis(process.env.REDIS_URL ?? "")) - 1] };

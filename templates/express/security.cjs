const cors = require("cors");
const { rateLimit } = require("express-rate-limit");
const helmet = require("helmet");
const { RedisStore } = require("rate-limit-redis");
const { createClient } = require("redis");

/** What a variable lists, with commas between. */
const listed = (name) => (process.env[name] ?? "").split(",").filter(Boolean);

/** Lets only named hosts and sites in, sets the security headers, and counts how often a visitor asks. Call it before the first route. */
async function secure(app) {
  // The last host is what the health check asks for.
  const hosts = new Set([...listed("ALLOWED_HOSTS"), ...listed("RAILWAY_PUBLIC_DOMAIN"), "{{ host }}"]);
  app.use((request, response, next) => (hosts.has(request.hostname) ? next() : response.sendStatus(400)));
  app.use(helmet());
  app.use(cors({ origin: listed("CORS_ORIGINS"), credentials: true }));
  app.use(await limiter());
}

/** Counts in Redis, where all processes count together. In memory each would count for itself, so nothing starts without it. */
async function limiter() {
  const url = process.env.REDIS_URL;
  if (!url) throw new Error("REDIS_URL is not set, and in memory each process would count for itself");
  const client = createClient({ url });
  client.on("error", (error) => console.error("Redis of the rate limit:", error.message));
  await client.connect();
  return rateLimit({
    windowMs: 60_000,
    limit: {{ limit }},
    // Railway sets X-Real-IP itself, and no visitor can write it.
    keyGenerator: (request) => request.get("x-real-ip") ?? request.socket.remoteAddress ?? "unknown",
    store: new RedisStore({ sendCommand: (...words) => client.sendCommand(words) }),
  });
}

module.exports = { secure };

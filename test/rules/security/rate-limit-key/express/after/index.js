import express from 'express';
import { rateLimit } from 'express-rate-limit';

const app = express();
app.use(rateLimit({ windowMs: 60_000, limit: 30, keyGenerator: (request) => request.get("x-real-ip") ?? request.socket.remoteAddress ?? "unknown" }));
app.listen(process.env.PORT);

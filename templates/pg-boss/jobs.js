// Long work outside of the requests: PostgreSQL keeps the state of each job, so that every process can tell it.
// The web application mounts the router: app.use("/jobs", express.json(), jobs). The worker is a process of its own: job-worker.js
import { createHash, randomUUID } from "node:crypto";
import { Router } from "express";
import {{ binding }} from "pg-boss";

export const QUEUE = "jobs";

/** Seconds after which a client is to ask again. */
const AGAIN = "5";

// A pool of its own, beside that of the application.
export const boss = new PgBoss({ connectionString: process.env.DATABASE_URL, max: 2 });
boss.on("error", (error) => console.error("the queue of jobs:", error.message));
await boss.start();
await boss.createQueue(QUEUE); // does nothing when it is there

const STATES = { active: "running", completed: "done", failed: "failed", cancelled: "failed" };

/** What a promise rejects with goes to the application's error handler, in Express 4 too. */
const waited = (handler) => (request, response, next) => handler(request, response).catch(next);

export const jobs = Router();

/**
 * Starts a job; asked again with the same Idempotency-Key it starts none. Keys of different visitors must differ: put what says who
 * is asking in front of them.
 */
jobs.post("/", waited(async (request, response) => {
  const id = identifier(request.get("Idempotency-Key") ?? randomUUID());
  await boss.send(QUEUE, request.body ?? {}, { id, retryLimit: 2, retryBackoff: true, expireInSeconds: 900 });
  response.status(202).location(`${request.baseUrl}/${id}`).set("Retry-After", AGAIN).json({ job: id, state: (await find(id))?.state ?? "queued" });
}));

/** queued, running, done or failed; 404 for a job that nobody started, or that is forgotten. */
jobs.get("/:id", waited(async (request, response) => {
  const { id } = request.params;
  const job = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id) ? await find(id) : undefined;
  if (job === undefined) return response.status(404).json({ error: "there is no such job" });
  if (job.state === "queued" || job.state === "running") response.set("Retry-After", AGAIN);
  return response.json({ job: id, state: job.state, result: job.state === "done" ? job.result : null });
}));

/** pg-boss wants an id of its database's type: the same key gives the same one. */
function identifier(key) {
  const text = createHash("sha256").update(key).digest("hex");
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20, 32)}`;
}

async function find(id) {
  const job = await boss.getJobById(QUEUE, id, { includeArchive: true });
  return job === null || job === undefined ? undefined : { state: STATES[job.state] ?? "queued", result: job.output };
}

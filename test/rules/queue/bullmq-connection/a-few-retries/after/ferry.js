const { Worker } = require("bullmq")
const { Redis } = require("ioredis")

const redis = new Redis({
    host: process.env.REDISHOST,
    maxRetriesPerRequest: null,
})
new Worker("tickets", async (job) => job.id, { connection: redis, concurrency: 4 })

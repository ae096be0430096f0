import express from 'express'
import Redis from 'ioredis'

const app = express()
const redis = new Redis(process.env.REDIS_URL)
app.get('/', async (request, response) => response.send(await redis.get('x')))
app.listen(process.env.PORT)

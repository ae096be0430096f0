import { randomUUID } from 'node:crypto'
import express from 'express'

const app = express()
app.use((request, response, next) => {
  request.id = request.get('x-correlation-id') ?? randomUUID()
  next()
})
app.listen(process.env.PORT)

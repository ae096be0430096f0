import express from "express"
import { join } from "node:path"

const ferry = express()
export const lookups = new Map<string, { path: string }>()

ferry.get("/paths/:name", (request, response) => {
  const { name } = request.params
  lookups.set(name, { path: join("/", name) })
  response.json(lookups.get(name))
})

ferry.listen(process.env.PORT)

import express from "express"
import { join } from "node:path"
import { LRUCache } from "lru-cache"

const ferry = express()
export const lookups = new LRUCache<string, { path: string }>({ max: 5000 })

ferry.get("/paths/:name", (request, response) => {
  const { name } = request.params
  lookups.set(name, { path: join("/", name) })
  response.json(lookups.get(name))
})

ferry.listen(process.env.PORT)

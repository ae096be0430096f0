import express from "express"
import postgres from "postgres"

const sql = postgres(process.env.DATABASE_URL) // all of it
const ferry = express()
ferry.get("/alive", async (request, response) => response.json(await sql`select 1`))
ferry.listen(process.env.PORT)
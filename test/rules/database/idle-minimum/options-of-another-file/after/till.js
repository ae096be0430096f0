const express = require("express")
const knex = require("knex")
const knexfile = require("./knexfile")

const db = knex({ ...knexfile, pool: { ...knexfile.pool, min: 0 } }) // one for all
const till = express()
till.get("/up", async (_, response) => response.json(await db("receipts").first()))
till.listen(process.env.PORT || 8075)

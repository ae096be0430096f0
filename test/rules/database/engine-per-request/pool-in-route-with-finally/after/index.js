require("dotenv").config()
const express = require("express")
const { Pool } = require("pg")

const db = new Pool({
	connectionString: process.env.DATABASE_URL,
	max: 3, // few
})
db.on("error", (error) => {
	console.error("idle database connection failed", error)
})

const ferry = express() // the ferry's api

ferry.get("/sailings", async (req, res) => {
	// every sailing of a day
	const { rows } = await db.query(
		"select * from sailings where day = $1",
		[req.query.day],
	)

	res.json(rows)
})

ferry.listen(process.env.PORT || 4100)
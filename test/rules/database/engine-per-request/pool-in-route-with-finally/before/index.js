require("dotenv").config()
const express = require("express")
const { Pool } = require("pg")

const ferry = express() // the ferry's api

ferry.get("/sailings", async (req, res) => {
	// every sailing of a day
	const db = new Pool({
		connectionString: process.env.DATABASE_URL,
		max: 3, // few
	})

	try {
		const { rows } = await db.query(
			"select * from sailings where day = $1",
			[req.query.day],
		)

		res.json(rows)
	} finally {
		await db.end()
	}
})

ferry.listen(process.env.PORT || 4100)
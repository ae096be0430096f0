const express = require("express")
const errorhandler = require("errorhandler")

function build() {
	const ferry = express()
	ferry.get("/alive", (req, res) => res.json({ ok:  true }))
	if (process.env.NODE_ENV === "development") {
		ferry.use(errorhandler({
			log: false, // quiet
		})) // last of all
	}
	return ferry
}

build().listen(process.env.PORT)
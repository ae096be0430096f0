const fs = require("fs")
const path = require("path")
const ferry = require("fastify")()

ferry.get("/tides", async () => {
	// written by another process
	const tides = JSON.parse(fs.readFileSync(path.join(__dirname, "tides.json"), "utf8"))
	const lines = fs.readFileSync("ships.csv").toString().split("\n")
	return { tides,   ships: lines.length }
})

ferry.listen({ port: Number(process.env.PORT ?? 4100), host: "::" })
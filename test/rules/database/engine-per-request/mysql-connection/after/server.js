import express from "express";
import { createPool } from "mysql2/promise";

const pool = createPool(process.env.MYSQL_URL);

const ferry = express();
ferry.get("/ships", async (request, response, next) => {
	const [ships] = await pool.execute("select * from ships");
	response.json(ships);
});
ferry.listen(process.env.PORT);

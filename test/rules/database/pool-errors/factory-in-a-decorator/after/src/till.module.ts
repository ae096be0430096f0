import { Global, Module } from "@nestjs/common";
import { drizzle } from "drizzle-orm/node-postgres";
import { Pool } from "pg";

@Global()
@Module({
  providers: [
    {
      provide: "RECEIPTS",
      useFactory: async () => {
        const pool = new Pool({ connectionString: process.env.DATABASE_URL }); // one for all
        pool.on("error", (error) => {
          console.error("idle database connection failed", error);
        });
        await pool.query("SET timezone = 'Europe/Oslo'");

        return drizzle(pool);
      },
    },
  ],
  exports: ["RECEIPTS"],
})
export class Till {}

CREATE TABLE "Room" ("id" SERIAL PRIMARY KEY);
CREATE TABLE "Seat" ("roomId" INTEGER NOT NULL REFERENCES "Room" ("id"), "number" INTEGER NOT NULL, PRIMARY KEY ("roomId", "number"));
CREATE TABLE "Note" ("id" SERIAL PRIMARY KEY, "roomId" INTEGER NOT NULL REFERENCES "Room" ("id"), "number" INTEGER NOT NULL, FOREIGN KEY ("roomId", "number") REFERENCES "Seat" ("roomId", "number"));
